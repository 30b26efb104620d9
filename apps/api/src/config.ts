import path from 'node:path'
import * as v from 'valibot'

const wholeNumber = (name: string, min: number, max: number) =>
  v.pipe(v.string(), v.regex(/^\d+$/, `${name} must be a whole number`), v.transform(Number), v.minValue(min, `${name} must be at least ${min}`), v.maxValue(max, `${name} must be at most ${max}`))
const yesOrNo = (name: string) => v.pipe(v.picklist(['0', '1'], `${name} must be 0 or 1`), v.transform(value => value === '1'))
const url = (name: string, ...schemes: string[]) =>
  v.pipe(v.string(), v.check(value => URL.canParse(value) && schemes.includes(new URL(value).protocol), `${name} must be a URL that starts with ${schemes.join(' or ')}//`))
const travel = /^([+-]P(?=.)(\d+[YMWD])*(T(\d+[HMS])+)?|\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))$/

const environment = v.object({
  PORT: v.optional(wholeNumber('PORT', 0, 65_535), '3000'),
  HOST: v.optional(v.string(), '127.0.0.1'),
  NODE_ENV: v.optional(v.string(), 'development'),
  PLENARY_DATA_DIR: v.optional(v.string(), '.plenary'),
  DATABASE_URL: v.optional(url('DATABASE_URL', 'postgres:', 'postgresql:')),
  REDIS_URL: v.optional(url('REDIS_URL', 'redis:', 'rediss:')),
  PUBLIC_URL: v.optional(url('PUBLIC_URL', 'http:', 'https:')),
  PLENARY_PROXIES: v.optional(wholeNumber('PLENARY_PROXIES', 0, 10), '0'),
  PLENARY_ADMIN: v.optional(v.pipe(v.string(), v.email('PLENARY_ADMIN must be an e-mail address'))),
  PLENARY_DEMO: v.optional(yesOrNo('PLENARY_DEMO')),
  PLENARY_CLOCK: v.optional(v.pipe(v.string(), v.regex(travel, 'PLENARY_CLOCK must be an offset such as +P5Y or an instant such as 2031-01-01T09:00:00Z'))),
  PLENARY_KEY_DIR: v.optional(v.string()),
  SMTP_URL: v.optional(url('SMTP_URL', 'smtp:', 'smtps:')),
})

/** Everything the environment decides, read once at the start, checked, and never changed afterwards. */
export interface Config {
  readonly port: number
  readonly host: string
  readonly production: boolean
  readonly dataDirectory: string
  readonly databaseUrl: string | undefined
  readonly redisUrl: string | undefined
  /** Without a trailing slash. `undefined` until the port is known when PORT is 0. */
  readonly publicUrl: string
  readonly proxies: number
  readonly firstAdministrator: string | undefined
  readonly demo: boolean
  readonly clock: string | undefined
  readonly keyDirectory: string
  readonly smtpUrl: string | undefined
}

/** A configuration that cannot be used; the message names each variable and what was expected. */
export class BadConfiguration extends Error {}

const loopback = new Set(['localhost', '127.0.0.1', '[::1]', '::1'])

/** Reads the environment. Throws `BadConfiguration` naming every bad value, with what was expected. */
export function readConfig(env: NodeJS.ProcessEnv, root: string): Readonly<Config> {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''))
  const read = v.safeParse(environment, given)
  if (!read.success) throw new BadConfiguration(read.issues.map(issue => issue.message).join('; '))
  const { output } = read
  const production = output.NODE_ENV === 'production'
  if (production && output.PLENARY_CLOCK) throw new BadConfiguration('PLENARY_CLOCK moves the clock and is refused with NODE_ENV=production')
  const publicUrl = (output.PUBLIC_URL ?? `http://localhost:${output.PORT}`).replace(/\/$/, '')
  const { protocol, hostname } = new URL(publicUrl)
  if (protocol === 'http:' && !loopback.has(hostname)) {
    throw new BadConfiguration(`PUBLIC_URL is ${publicUrl}, but sign-in cookies are only safe over https: use https, or a loopback host`)
  }
  const dataDirectory = path.resolve(root, output.PLENARY_DATA_DIR)
  return Object.freeze({
    port: output.PORT, host: output.HOST, production, dataDirectory,
    databaseUrl: output.DATABASE_URL, redisUrl: output.REDIS_URL, publicUrl, proxies: output.PLENARY_PROXIES,
    firstAdministrator: output.PLENARY_ADMIN, demo: output.PLENARY_DEMO ?? output.DATABASE_URL === undefined,
    clock: output.PLENARY_CLOCK, keyDirectory: path.resolve(root, output.PLENARY_KEY_DIR ?? path.join(dataDirectory, 'keys')), smtpUrl: output.SMTP_URL,
  })
}

/** The token by which Nest hands out the configuration. */
export const CONFIG = Symbol('config')
