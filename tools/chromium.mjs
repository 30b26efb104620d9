// Finds a browser for the end-to-end tests: named, on the PATH, from the packages, from the system. Never skips silently.
import { accessSync, chmodSync, constants, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { run, say, step } from './progress.mjs'

const root = dirname(import.meta.dirname)
const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

function isProgram(file) {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch (fault) {
    if (['ENOENT', 'EACCES', 'ENOTDIR'].includes(fault.code)) return false
    throw fault
  }
}

/** The first of these programs on the PATH, or null. */
export function onPath(programs) {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin', '/usr/local/bin']
  return programs.flatMap(program => folders.map(folder => join(folder, program))).find(isProgram) ?? null
}

/** Asked through the driver that the tests use: the packaged shell answers nothing else. */
async function starts(executable, environment) {
  const script = `const { chromium } = await import('playwright-core')
    const browser = await chromium.launch({ executablePath: process.argv[1], args: ['--no-sandbox'], timeout: 30_000 })
    const page = await browser.newPage()
    await page.setContent('<form><label>E-mail <input></label><p style="font-family: serif; line-height: normal">here</p></form>')
    await page.getByLabel('E-mail').fill('somebody')
    await page.screenshot()
    await browser.close()`
  const { code } = await run(process.execPath, ['--input-type=module', '-e', script, executable], { cwd: root, env: { ...process.env, ...environment } })
  return code === 0
}

/**
 * The package tells its browser to look for fonts where it lives in a cloud, and a browser without any font dies at the first line it
 * measures: it is told where they were unpacked, and where the system keeps its own.
 */
function nameFonts(folder) {
  const places = [join(folder, 'fonts'), '/usr/share/fonts', '/usr/local/share/fonts']
  writeFileSync(join(folder, 'fonts/fonts.conf'), `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
${places.map(place => `  <dir>${place}</dir>`).join('\n')}
  <cachedir>${join(folder, 'fonts-cache')}</cachedir>
</fontconfig>
`)
}

/**
 * The packaged browser unpacks itself, with the libraries that a bare machine lacks, into a folder that no other account can enter:
 * each account and version gets its own.
 */
async function packaged() {
  const manifest = join(root, 'node_modules/@sparticuz/chromium/package.json')
  if (!existsSync(manifest)) return null
  const { version } = JSON.parse(readFileSync(manifest, 'utf8'))
  const folder = join(tmpdir(), `plenary-chromium-${version}-${process.getuid?.() ?? 0}`)
  mkdirSync(folder, { recursive: true })
  chmodSync(folder, 0o700)
  const script = `const { default: chromium } = await import('@sparticuz/chromium')
    const executable = await chromium.executablePath()
    console.log(JSON.stringify({ executable, LD_LIBRARY_PATH: process.env.LD_LIBRARY_PATH, FONTCONFIG_PATH: process.env.FONTCONFIG_PATH }))`
  const { code, output } = await step('Unpacking a browser', () => run(process.execPath, ['--input-type=module', '-e', script], {
    cwd: root,
    env: { ...process.env, TMPDIR: folder, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' },
  }))
  if (code !== 0) return null
  nameFonts(folder)
  const { executable, ...environment } = JSON.parse(output.trim().split('\n').at(-1))
  return await starts(executable, environment) ? { CHROMIUM_PATH: executable, ...environment } : null
}

/** Installs a Debian package, if this account may. Resolves to whether it did. */
export async function installed(name) {
  if (process.getuid?.() !== 0 || !onPath(['apt-get'])) return false
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  return step(`Installing ${name} with apt-get`, async () => {
    await run('apt-get', ['update', '-q'], { env: environment })
    const { code } = await run('apt-get', ['install', '-y', '-q', '--no-install-recommends', name], { env: environment })
    return code === 0
  })
}

/** What the environment of a test needs so that it finds a browser: CHROMIUM_PATH, and libraries if the packaged one is used. */
export async function browserEnvironment() {
  const named = process.env.CHROMIUM_PATH
  if (named && isProgram(named)) return { CHROMIUM_PATH: named }
  if (named) throw new Error(`CHROMIUM_PATH names ${named}, which cannot be run.`)
  const found = onPath(names)
  if (found) return { CHROMIUM_PATH: found }
  const unpacked = await packaged()
  if (unpacked) return unpacked
  if (await installed('chromium')) return { CHROMIUM_PATH: onPath(names) }
  throw new Error('The end-to-end tests need a browser and found none: install Chromium (on Debian: apt-get install chromium) or set CHROMIUM_PATH.')
}

if (process.argv[1] === import.meta.filename) say(JSON.stringify(await browserEnvironment()))
