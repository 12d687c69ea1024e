import { pino, type Logger } from 'pino'
import type { Env } from './env.ts'

export type { Logger }

/** Structured log: one JSON object per line on stderr. Never log addresses of subscribers, passwords or tokens. */
export function createLog(level: Env['logLevel']): Logger {
  return pino(
    {
      level,
      base: undefined,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: {
        paths: ['*.password', '*.token', '*.email', 'req.headers.cookie', 'req.headers.authorization'],
        remove: true,
      },
    },
    pino.destination({ fd: 2, sync: true }),
  )
}
