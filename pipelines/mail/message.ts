import type { Readable } from 'node:stream'
import { domainToASCII } from 'node:url'
import type { Message } from '#domain/mail/mails.ts'
import { mimeBytes } from './mime-bytes.ts'
import { DKIM, MailComposer } from './nodemailer.ts'

/** A field of a mail that could add a recipient or a header to it. Such a mail is not sent. */
export class MessageRefused extends Error {
  override name = 'MessageRefused'
  /** Name of the field: `to`, `from.name`, `subject`, a header. */
  readonly field: string

  constructor(field: string, why: string) {
    super(`The field “${field}” of a mail ${why}.`)
    this.field = field
  }
}

/** Key by which mails of a domain are signed (RFC 6376). */
export interface DkimKey {
  domain: string
  selector: string
  /** Private key of RSA, as PEM. */
  privateKey: string
}

interface Compose {
  /** Without angle brackets. */
  messageId: string
  date: Date
  dkim: DkimKey | null
}

/** Headers that a signature covers, where they are there: both of RFC 8058 among them, which it demands. */
const SIGNED =
  'From:To:Subject:Date:Message-ID:MIME-Version:Content-Type:Content-Transfer-Encoding:List-Id:List-Unsubscribe:List-Unsubscribe-Post:Auto-Submitted'

/** Headers that are set here or by a mail server, and by nobody else. */
const OURS =
  /^(from|to|cc|bcc|sender|reply-to|return-path|subject|date|message-id|auto-submitted|mime-version|dkim-signature|received.*|resent-.*|content-.*|authentication-results|disposition-notification-to|errors-to|return-receipt-to)$/i

const HEADER_NAME = /^[A-Za-z][A-Za-z0-9-]*$/
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/
/**
 * Longest line that RFC 5322 allows, less the name of the header. Other letters than ASCII are written in encoded words,
 * which are folded.
 */
const LONGEST = 900

/** An address of one person as RFC 5321 has it, without quotes, comments or routes (the pattern of HTML). */
const ADDRESS =
  /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*$/

function oneLine(field: string, value: string): string {
  if (typeof value !== 'string' || CONTROL.test(value))
    throw new MessageRefused(field, 'must be one line of text')
  if (value.length > LONGEST) throw new MessageRefused(field, 'is too long')
  return value
}

/**
 * The address as a mail server is told it: its domain in ASCII.
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

/** Line ends as they are in a text, and nothing that a mail server takes for another. */
const body = (text: string): string => text.replace(/\r\n?|[\u2028\u2029]/g, '\n').replaceAll('\u0000', '')

/** Headers by which a digest is recognised, and left by one press (RFC 2919, 2369, 8058). */
export const listHeaders = ({
  id,
  leave,
}: {
  /** Name of the list, as of a host: `changes.guides.example.org`. */
  id: string
  /** Address that takes the POST of one-click unsubscribing. */
  leave: string
}): Record<string, string> => ({
  'List-Id': `<${id}>`,
  'List-Unsubscribe': `<${leave}>`,
  'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
})

/**
 * A mail as it is handed to a mail server: one recipient, the headers given, lines that end by CRLF. The same message,
 * id and date give the same bytes.
 * @throws {MessageRefused} naming the field that could add a recipient or a header.
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
    headers: { 'Auto-Submitted': 'auto-generated', ...checkedHeaders(message.headers) },
    baseBoundary: messageId.replace(/\W.*$/, ''),
    disableFileAccess: true,
    disableUrlAccess: true,
  }).compile()
  const raw = mimeBytes(node)
  return { from, to, raw: dkim ? await signed(raw, dkim) : raw }
}

/** Everything that a stream says. */
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
  // The signer leaves a message unsigned when its key is not usable.
  if (!/^DKIM-Signature:/im.test(bytes.toString('latin1', 0, 64)))
    throw new Error('The mail could not be signed: DKIM_KEY_FILE holds no usable private key of RSA.')
  return bytes
}
