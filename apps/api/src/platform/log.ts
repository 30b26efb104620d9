import { pino } from 'pino'

/** The log of the process. Secrets never reach it: these fields are struck out wherever they stand. */
export const log = pino({
  level: process.env['LOG_LEVEL'] ?? (process.env['NODE_ENV'] === 'production' ? 'info' : 'warn'),
  redact: { paths: ['password', '*.password', 'token', '*.token', 'cookie', '*.cookie', 'headers.cookie', 'headers.authorization'], censor: '…' },
})
