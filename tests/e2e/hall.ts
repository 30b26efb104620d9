import { rmSync } from 'node:fs'
import path from 'node:path'
import type { Browser } from 'playwright-core'
import { readConfig } from '../../apps/api/src/config.ts'
import { startServer } from '../../apps/api/src/server.ts'
import { adoption, type Adoption } from '../secret-ballot.ts'
import { openBrowser, type Person } from './browser.ts'

/** A committee whose draft is in adoption, the built web app over its database, and a browser to look at it. */
export interface Hall {
  readonly world: Adoption
  readonly url: string
  readonly browser: Browser
  readonly close: () => Promise<void>
}

/** Opens a hall with so many seats, whose people have their addresses at `host`. */
export async function openHall(seats: number, host: string): Promise<Hall> {
  const world = await adoption(seats, host)
  const env = { PORT: '0', DATABASE_URL: world.api.databaseUrl, PLENARY_KEY_DIR: world.keyDirectory }
  const server = await startServer({ url: world.api.databaseUrl }, readConfig(env, process.cwd()), { web: path.resolve('apps/web/dist') })
  const browser = await openBrowser()
  return {
    world,
    url: `http://localhost:${server.port}`,
    browser,
    close: async () => {
      await browser.close()
      await server.close()
      await world.api.close()
      rmSync(world.keyDirectory, { recursive: true, force: true })
    },
  }
}

/** For whoever changes the page: SCREENSHOTS=<folder> keeps what the browser showed, light and dark, wide and on a phone, and mirrored. */
export async function keep({ page }: Person, name: string): Promise<void> {
  const folder = process.env['SCREENSHOTS']
  if (!folder) return
  const size = page.viewportSize()!
  const [isDark, direction] = await page.evaluate(() => [matchMedia('(prefers-color-scheme: dark)').matches, document.documentElement.dir] as const)
  for (const [look, width, colorScheme, dir] of [['wide', 1440, 'light', 'ltr'], ['wide-dark', 1440, 'dark', 'ltr'], ['phone', 390, 'light', 'ltr'], ['phone-dark-mirrored', 390, 'dark', 'rtl']] as const) {
    await page.setViewportSize({ width, height: size.height })
    await page.emulateMedia({ colorScheme })
    await page.evaluate(to => { document.documentElement.dir = to }, dir)
    await page.screenshot({ path: path.join(folder, `${name}-${look}.png`), fullPage: true })
  }
  await page.setViewportSize(size)
  await page.emulateMedia({ colorScheme: isDark ? 'dark' : 'light' })
  await page.evaluate(to => { document.documentElement.dir = to }, direction)
}
