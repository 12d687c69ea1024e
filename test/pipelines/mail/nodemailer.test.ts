import { generateKeyPairSync } from 'node:crypto'
import { createTransport } from 'nodemailer'
import { describe, expect, it } from 'vitest'
import type { Message } from '#domain/mail/mails.ts'
import { composeMessage, listHeaders } from '#pipelines/mail/message.ts'
import { smtpOptions } from '#pipelines/mail/smtp.ts'
import { messageTo } from '../../support/mail/outbox.ts'
import { standIn } from '../../support/stand-in.ts'

const ID = `${'0123456789'.repeat(4)}@guides.example.org`
const DATE = new Date('2026-11-21T10:00:00Z')
const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
})

/** The mail as nodemailer's documented API composes it, by streams. */
async function composed({ from, to, subject, text, html, headers, language }: Message): Promise<string> {
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'windows' })
  const { message } = await transport.sendMail({
    from,
    to,
    subject,
    text,
    ...(html === null ? {} : { html }),
    headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': language, ...headers },
    messageId: `<${ID}>`,
    date: DATE,
    // Its type does not know it; the default is random.
    ...{ baseBoundary: ID.replace(/\W.*$/, '') },
  })
  if (!Buffer.isBuffer(message)) throw new Error('It is not in a buffer.')
  return message.toString()
}

const MESSAGES: [what: string, message: Message][] = [
  ['a short text', messageTo('ada@example.org', { html: null, text: 'Plain' })],
  ['text and HTML', messageTo('ada@example.org', { text: 'One\nTwo\n', html: '<p>One</p>' })],
  ['long lines', messageTo('ada@example.org', { text: 'The maximum was 5 years. '.repeat(40) })],
  ['letters of Latin', messageTo('ada@example.org', { subject: 'Ünïcödé', text: 'é = ü.\n\n'.repeat(30) })],
  [
    'other letters',
    messageTo('ada@example.org', { subject: '日本語'.repeat(40), text: '日本語。\n'.repeat(30) }),
  ],
  ['dots and blanks', messageTo('ada@example.org', { html: null, text: '.\n..\n word \n\t\n.\n\n' })],
  ['no text at all', messageTo('ada@example.org', { html: null, text: '' })],
  [
    'the headers of a list',
    messageTo('ada@bücher.example', {
      headers: listHeaders({ id: 'changes.example.org', leave: 'https://example.org/leave?t=x' }),
      text: 'Something changed: “five” → “seven” years.\n'.repeat(80),
      html: `<p>${'Something changed: “five” → “seven” years. '.repeat(80)}</p>\n`,
    }),
  ],
]

describe('what is imported of nodemailer’s inside', () => {
  it.each(MESSAGES)('composes %s to the bytes of its documented API', async (_what, message) => {
    const { raw } = await composeMessage(message, { messageId: ID, date: DATE, dkim: null })
    expect(raw.toString()).toBe(await composed(message))
  })

  it.each(MESSAGES)('leaves %s as it is when it signs', async (_what, message) => {
    const dkim = { domain: 'example.org', selector: 's', privateKey }
    const { raw } = await composeMessage(message, { messageId: ID, date: DATE, dkim })
    expect(raw.toString().replace(/^DKIM-Signature:.*\r\n([ \t].*\r\n)*/, '')).toBe(await composed(message))
  })

  it.each([
    'smtp://127.0.0.1:2525',
    'smtps://ada:p%40ss@mail.example.org',
    'smtp://mail.example.org:587/?requireTLS=true',
    'smtp://[::1]:25',
  ])('reads the address %s as it does', (url) => {
    const { options } = standIn<{ options: Record<string, unknown> }>(createTransport(url).transporter)
    const { host, port, secure, auth } = smtpOptions(url)
    expect({ host, port, secure, auth }).toEqual({
      host: options.host,
      port: options.port,
      secure: options.secure,
      auth: options.auth,
    })
  })
})
