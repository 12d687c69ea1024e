import { createPrivateKey } from 'node:crypto'
import { env } from '#lib/env.ts'
import { proveMailServer } from '#pipelines/mail/smtp.ts'
import { dkimKey } from '#worker/mail/send/transport.ts'
import { ok, problem, type Check, type Finding } from './check.ts'

/** Milliseconds for a mail server to answer. */
const WITHIN = 20_000

function dkimFindings(): Finding[] {
  const { dkim } = env()
  if (dkim === null) return []
  try {
    createPrivateKey(dkimKey(env())?.privateKey ?? '')
    return [ok(`Mail is signed as ${dkim.selector}._domainkey.${dkim.domain}.`)]
  } catch (error) {
    return [problem(`${dkim.keyFile} holds no usable private key: ${(error as Error).message}`)]
  }
}

export const mailCheck: Check = {
  what: 'Mail',
  look: async () => {
    const { smtpUrl } = env()
    if (smtpUrl === null) return [ok('Written to files.'), ...dkimFindings()]
    const { host } = new URL(smtpUrl)
    try {
      await proveMailServer(smtpUrl, { connect: WITHIN, envelope: WITHIN, message: WITHIN })
      return [ok(`${host} lets this account in. Nothing was sent.`), ...dkimFindings()]
    } catch (error) {
      return [
        problem(`${host} cannot be used: ${(error as Error).message} Correct SMTP_URL.`),
        ...dkimFindings(),
      ]
    }
  },
}
