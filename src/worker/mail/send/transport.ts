import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { emlTransport } from '#pipelines/mail/eml.ts'
import type { Transport } from '#pipelines/mail/delivery.ts'
import type { DkimKey } from '#pipelines/mail/message.ts'
import { SmtpPool, type SmtpTimeouts } from '#pipelines/mail/smtp.ts'
import type { Env } from '#lib/env.ts'

/** The mail server, or files if none is configured. */
export const transportOf = (env: Env, timeouts?: SmtpTimeouts): Transport =>
  env.smtpUrl === null
    ? emlTransport(join(env.dataDir, 'mail'))
    : new SmtpPool(env.smtpUrl, { connections: env.smtpConnections, timeouts })

/** The DKIM signing key; null if none is configured. */
export function dkimKey({ dkim }: Env): DkimKey | null {
  if (!dkim) return null
  const { domain, selector, keyFile } = dkim
  return { domain, selector, privateKey: readFileSync(keyFile, 'utf8') }
}
