import { join } from 'node:path'
import { createTransport, type Transporter } from 'nodemailer'
import type { EmailAdapter, SendEmailOptions } from 'payload'
import type { Env } from './env.ts'
import { writeMailFile } from './mail-files.ts'

type MailSettings = Pick<Env, 'dataDir' | 'smtpUrl' | 'mailFrom'>

/** Writes each message as an .eml file, so that nothing is ever sent by accident and everything can be looked at. */
export function fileTransport(folder: string): Transporter {
  const stream = createTransport(
    { streamTransport: true, buffer: true, newline: 'windows' },
    { disableFileAccess: true, disableUrlAccess: true },
  )
  const send = stream.sendMail.bind(stream)
  stream.sendMail = async (message: Parameters<typeof send>[0]) => {
    const info = await send(message)
    const name = `${new Date().toISOString().replace(/[:.]/g, '-')}-${info.messageId.replace(/[^A-Za-z0-9.-]/g, '')}.eml`
    await writeMailFile(folder, name, info.message as Buffer)
    return info
  }
  return stream
}

export function createMailer({ dataDir, smtpUrl }: MailSettings): Transporter {
  if (smtpUrl === null) return fileTransport(join(dataDir, 'mail'))
  return createTransport(smtpUrl, { disableFileAccess: true, disableUrlAccess: true })
}

const FORBIDDEN = /[\r\n\u0000]/

/** Refuses what could add a recipient or a header to a message. */
function assertOneLine(name: string, value: unknown): string {
  if (typeof value !== 'string' || FORBIDDEN.test(value))
    throw new TypeError(`The ${name} of a mail must be one line of text.`)
  return value
}

/** Mail of the admin itself (forgotten passwords), through the same transport as everything else. */
export function mailAdapter(settings: MailSettings): EmailAdapter {
  return () => {
    const mailer = createMailer(settings)
    return {
      name: 'recourse',
      defaultFromAddress: settings.mailFrom,
      defaultFromName: 'Recourse',
      sendEmail: async ({ to, subject, html, text }: SendEmailOptions) =>
        mailer.sendMail({
          from: { name: 'Recourse', address: settings.mailFrom },
          to: { name: '', address: assertOneLine('recipient', to) },
          subject: assertOneLine('subject', subject),
          ...(typeof html === 'string' ? { html } : {}),
          ...(typeof text === 'string' ? { text } : {}),
        }),
    }
  }
}
