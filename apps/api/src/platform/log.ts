import { pino } from 'pino'

/** What the log says of an error. Whatever else hangs on it stays out: a statement that failed carries all that was sent with it, votes and reasons too. */
function described(error: unknown): object {
  if (!(error instanceof Error)) return { message: String(error) }
  const { name, message, stack, cause } = error
  const code = (error as { code?: unknown }).code
  return { type: name, message, stack, ...(code === undefined ? {} : { code }), ...(cause instanceof Error ? { cause: described(cause) } : {}) }
}

/** The log of the process. Secrets never reach it: these fields are struck out wherever they stand. */
export const log = pino({
  level: process.env['LOG_LEVEL'] ?? (process.env['NODE_ENV'] === 'production' ? 'info' : 'warn'),
  serializers: { err: described },
  redact: { paths: ['password', '*.password', 'token', '*.token', 'cookie', '*.cookie', 'headers.cookie', 'headers.authorization'], censor: '…' },
})
