import type { Readable } from 'node:stream'
import { domainToASCII } from 'node:url'
import type { Message } from '#domain/mail/mails.ts'
import { mimeBytes } from './mime-bytes.ts'
import { DKIM, MailComposer } from './nodemailer.ts'

/** A mail field that could inject a recipient or header. The mail is not sent. */
export class MessageRefused extends Error {
  override name = 'MessageRefused'
  /** Name of the field: `to`, `from.name`, `subject`, a header. */
  readonly field: string

  constructor(field: string, why: string) {
    super(`The field “${field}” of a mail ${why}.`)
    this.field = field
  }
}

/** Key that signs the mails of a domain (RFC 6376). */
export interface DkimKey {
  domain: string
  selector: string
  /** RSA private key, PEM. */
  privateKey: string
}

interface Compose {
  /** Without angle brackets. */
  messageId: string
  date: Date
  dkim: DkimKey | null
}

/** Headers the signature covers, where present, among them both of RFC 8058, as it requires. */
const SIGNED =
  'From:To:Subject:Date:Message-ID:MIME-Version:Content-Type:Content-Transfer-Encoding:Content-Language:List-Id:List-Unsubscribe:List-Unsubscribe-Post:Auto-Submitted'

/** Headers that only this module or a mail server may set. */
const OURS =
  /^(from|to|cc|bcc|sender|reply-to|return-path|subject|date|message-id|auto-submitted|mime-version|dkim-signature|received.*|resent-.*|content-.*|authentication-results|disposition-notification-to|errors-to|return-receipt-to)$/i

const HEADER_NAME = /^[A-Za-z][A-Za-z0-9-]*$/
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/
/**
 * RFC 5322 line limit, less room for the header's name. Non-ASCII characters are written as encoded words, which
 * are folded.
 */
const LONGEST = 900

/** A single RFC 5321 address, without quotes, comments or routes (the HTML pattern). */
const ADDRESS =
  /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*$/

function oneLine(field: string, value: string): string {
  if (typeof value !== 'string' || CONTROL.test(value))
    throw new MessageRefused(field, 'must be one line of text')
  if (value.length > LONGEST) throw new MessageRefused(field, 'is too long')
  return value
}

/**
 * The address as sent to a mail server, with its domain in ASCII.
 * @throws {MessageRefused} unless it is one plain address.
 */
export function plainAddress(field: string, value: string): string {
  const at = oneLine(field, value).lastIndexOf('@')
  const address = `${value.slice(0, at)}@${domainToASCII(value.slice(at + 1))}`
  if (at < 1 || at > 64 || address.length > 254 || !ADDRESS.test(address))
    throw new MessageRefused(field, 'must be one plain address')
  return address
}

function checkedHeaders(headers: Record<string, string>): Record<string, string> {
  for (const [name, value] of Object.entries(headers)) {
    if (!HEADER_NAME.test(name) || OURS.test(name)) throw new MessageRefused(name, 'may not be set')
    oneLine(name, value)
  }
  return headers
}

/** Normalizes line ends, and removes whatever a mail server could take for one. */
const body = (text: string): string => text.replace(/\r\n?|[\u2028\u2029]/g, '\n').replaceAll('\u0000', '')

/** Headers that identify a digest and allow one-click unsubscribing (RFC 2919, 2369, 8058). */
export const listHeaders = ({
  id,
  leave,
}: {
  /** List id, in the form of a host name: `changes.guides.example.org`. */
  id: string
  /** Address for the one-click unsubscribe POST. */
  leave: string
}): Record<string, string> => ({
  'List-Id': `<${id}>`,
  'List-Unsubscribe': `<${leave}>`,
  'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
})

/**
 * A mail as handed to a mail server: one recipient, the given headers, CRLF line ends. The same message, id and
 * date give the same bytes.
 * @throws {MessageRefused} naming the field that could inject a recipient or header.
 */
export async function composeMessage(
  message: Message,
  { messageId, date, dkim }: Compose,
): Promise<{ from: string; to: string; raw: Buffer }> {
  const from = plainAddress('from.address', message.from.address)
  const to = plainAddress('to', message.to)
  if (!ADDRESS.test(messageId)) throw new MessageRefused('Message-ID', 'must be one plain identifier')
  const node = new MailComposer({
    from: { name: oneLine('from.name', message.from.name), address: from },
    to: { name: '', address: to },
    subject: oneLine('subject', message.subject),
    messageId: `<${messageId}>`,
    date,
    text: body(message.text),
    ...(message.html === null ? {} : { html: body(message.html) }),
    headers: {
      'Auto-Submitted': 'auto-generated',
      'Content-Language': oneLine('language', message.language),
      ...checkedHeaders(message.headers),
    },
    baseBoundary: messageId.replace(/\W.*$/, ''),
    disableFileAccess: true,
    disableUrlAccess: true,
  }).compile()
  const raw = mimeBytes(node)
  return { from, to, raw: dkim ? await signed(raw, dkim) : raw }
}

/** Reads a stream to its end. */
const bytesOf = (stream: Readable): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    stream.on('data', (chunk: Buffer) => chunks.push(chunk))
    stream.on('error', reject)
    stream.on('end', () => resolve(Buffer.concat(chunks)))
  })

async function signed(raw: Buffer, { domain, selector, privateKey }: DkimKey): Promise<Buffer> {
  const signer = new DKIM({ domainName: domain, keySelector: selector, privateKey, headerFieldNames: SIGNED })
  const bytes = await bytesOf(signer.sign(raw))
  // The signer leaves a message unsigned if its key is unusable.
  if (!/^DKIM-Signature:/im.test(bytes.toString('latin1', 0, 64)))
    throw new Error('The mail could not be signed: DKIM_KEY_FILE holds no usable private key of RSA.')
  return bytes
}
