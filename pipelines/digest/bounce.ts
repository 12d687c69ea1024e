import { z } from 'zod'

/** What came back of a mail that was sent. */
export interface Returned {
  /** Of the mail that was sent, without angle brackets. */
  messageId: string
  kind: 'bounce' | 'complaint'
  /** Whether it is of no use to try again. */
  permanent: boolean
  /** Enhanced status code (RFC 3463) of a bounce. */
  status: string | null
}

/** As providers of mail are told to send it. */
const json = z.object({
  messageId: z.string().min(3).max(998),
  kind: z.enum(['bounce', 'complaint']),
  permanent: z.boolean().optional(),
  status: z
    .string()
    .regex(/^[245]\.\d{1,3}\.\d{1,3}$/)
    .nullish(),
})

/** Parts within parts within a message, at most. */
const DEEPEST = 5

interface Part {
  type: string
  boundary: string | null
  headers: Map<string, string>
  body: string
}

/**
 * What a message that a mail server sent back says: a delivery status notification (RFC 3464), a complaint in the form
 * of RFC 5965, or a small object of JSON.
 * @returns null where it says nothing of a mail that did not arrive.
 */
export function readReturned(text: string): Returned | null {
  return text.trimStart().startsWith('{') ? readJson(text) : readMessage(text)
}

function readJson(text: string): Returned | null {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return null
  }
  const { data } = json.safeParse(value)
  if (!data) return null
  const status = data.status ?? null
  return {
    messageId: bare(data.messageId),
    kind: data.kind,
    permanent: data.kind === 'complaint' || (data.permanent ?? status?.startsWith('5') ?? false),
    status,
  }
}

function readMessage(text: string): Returned | null {
  const parts = partsOf(text.replace(/\r\n?/g, '\n'), DEEPEST)
  const original = parts.find(({ type }) =>
    /^(message\/(rfc822|global)|text\/rfc822-headers|message\/global-headers)$/.test(type),
  )
  const feedback = parts.find(({ type }) => type === 'message/feedback-report')
  const report = parts.find(({ type }) => /^message\/(global-)?delivery-status$/.test(type))
  const blocks = report
    ? decoded(report)
        .trim()
        .split(/\n[ \t]*\n/)
        .map(headersOf)
    : []
  const messageId =
    bare(original ? (headersOf(decoded(original)).get('message-id') ?? '') : '') ||
    namedIn(blocks) ||
    namedIn(parts.slice(0, 1).map(({ headers }) => headers))
  if (feedback) {
    const fields = headersOf(decoded(feedback))
    const complained = /^(abuse|fraud|virus|other|not-spam)$/i.exec(fields.get('feedback-type')?.trim() ?? '')
    if (!messageId || !complained || complained[1]?.toLowerCase() === 'not-spam') return null
    return { messageId, kind: 'complaint', permanent: true, status: null }
  }
  if (!report) return readNotice(parts, messageId)
  // Fields of the message first, then those of each recipient: ours have one.
  const fields = blocks.find((block) => block.has('action'))
  const action = fields?.get('action')?.trim().toLowerCase()
  if (!messageId || !fields || (action !== 'failed' && action !== 'delayed')) return null
  const status = statusOf(fields)
  return {
    messageId,
    kind: 'bounce',
    permanent: action === 'failed' && (status === null || status.startsWith('5')),
    status,
  }
}

/** Fields in which a notice names the message that it is about, where it does not bring it back. */
const NAMES = [
  'x-original-message-id',
  'original-message-id',
  'x-ms-exchange-original-message-id',
  'in-reply-to',
]

/** Id of the message that fields name; empty where none does. */
function namedIn(all: readonly Map<string, string>[]): string {
  for (const name of NAMES)
    for (const fields of all) {
      const named = fields.get(name)
      if (named) return bare(named)
    }
  const references = all.map((fields) => fields.get('references') ?? '').join(' ')
  return /<([^<>\s]+)>\s*$/.exec(references.trim())?.[1] ?? ''
}

/** Senders of notices: nobody else may say that a mail did not arrive. An empty path is that of every notice (RFC 5321). */
const BY_A_SERVER = /mailer-daemon|postmaster|mail delivery (sub)?system|<>/i

/** What mail servers write into notices without a report: qmail, Exim, Postfix, sendmail, Courier, Exchange, Domino, Yahoo. */
const FAILED =
  /this is the qmail-send program|could(n['’]t| not) be delivered|(un|not )deliver(able|ed)|delivery (to the following recipients? )?(has )?failed|failed permanently|permanent(ly)? (fatal )?(error|failure)|returned (mail|to sender)|unable to deliver|wasn['’]t able to deliver|user unknown|no such (user|mailbox)|does(n['’]t| not) (exist|like recipient)|delivery status notification \(failure\)/i
const DELAYED =
  /still (being )?(try|retr)|will (be )?(re)?tr(y|ied)|(delivery|message) (has been |is |was )?delayed|delayed (\d+ )?(hours?|mail)|no action is required|this is a warning message only|not yet been delivered|delivery status notification \(delay\)/i

/** Where a notice begins to repeat the message: what stands there was written by us. */
const COPY =
  /^(-{3,} ?below this line is a copy|-{3,} ?this is a copy of|-{3,} ?(the )?(included is a copy|original message|message header)|original message headers|-{2,}- the header of the original)/im

/**
 * A notice in plain words, as servers send it that know no reports. It counts only where it names the message, comes from
 * a server, and says that it failed: an answer of a person, or of who is away, says nothing of the kind. One that gives no
 * code ends no subscription.
 */
function readNotice(parts: readonly Part[], named: string): Returned | null {
  const [message] = parts
  if (!message) return null
  const { headers } = message
  const from = `${headers.get('from') ?? ''} ${headers.get('return-path') ?? ''}`
  const failedFor = headers.get('x-failed-recipients')
  const answered =
    !failedFor &&
    (/auto-(replied|notified)/i.test(headers.get('auto-submitted') ?? '') ||
      /out of (the )?office|automatic reply|auto(matic)?[- ]?(reply|response)|away|vacation/i.test(
        headers.get('subject') ?? '',
      ))
  if (answered || !(failedFor || BY_A_SERVER.test(from))) return null
  const texts = parts.filter(({ type }) => type.startsWith('text/')).map(decoded)
  const body = texts.join('\n')
  const at = body.search(COPY)
  const words = `${headers.get('subject') ?? ''}\n${at < 0 ? body : body.slice(0, at)}`
  const quoted = /^[> \t]*message-id:\s*<([^<>\s]+)>/im.exec(body)?.[1] ?? ''
  const messageId = quoted || named
  if (!messageId) return null
  const delayed = DELAYED.test(words)
  if (!delayed && !failedFor && !FAILED.test(words)) return null
  const status = /(?:^|[\s#(\[:])([245]\.\d{1,3}\.\d{1,3})\b(?!\.\d)/m.exec(words)?.[1] ?? null
  const reply = /(?:^|[\s:(<])([45])\d\d[ -]/m.exec(words)?.[1] ?? null
  const code = status?.charAt(0) ?? reply
  return { messageId, kind: 'bounce', permanent: !delayed && status !== null && code === '5', status }
}

/** The status; where it says as good as nothing, the one that the other server gave. */
function statusOf(fields: Map<string, string>): string | null {
  const code = /\b([245]\.\d{1,3}\.\d{1,3})\b/
  const status = code.exec(fields.get('status') ?? '')?.[1] ?? null
  if (status !== null && !status.endsWith('.0.0')) return status
  return code.exec(fields.get('diagnostic-code') ?? '')?.[1] ?? status
}

const bare = (messageId: string): string => /<([^<>\s]+)>/.exec(messageId)?.[1] ?? messageId.trim()

/** Header fields by their names in small letters, unfolded; the first of each. */
function headersOf(text: string): Map<string, string> {
  const headers = new Map<string, string>()
  for (const line of text
    .replace(/^\n+/, '')
    .split(/\n\n/, 1)[0]
    ?.replace(/\n[ \t]+/g, ' ')
    .split('\n') ?? []) {
    const at = line.indexOf(':')
    const name = line.slice(0, at).trim().toLowerCase()
    if (at > 0 && !headers.has(name)) headers.set(name, line.slice(at + 1).trim())
  }
  return headers
}

function partOf(text: string): Part {
  const end = text.startsWith('\n') ? 0 : text.indexOf('\n\n')
  const headers = headersOf(end < 0 ? text : text.slice(0, end))
  const content = headers.get('content-type') ?? 'text/plain'
  return {
    type: (content.split(';', 1)[0] ?? '').trim().toLowerCase(),
    boundary: /boundary\s*=\s*(?:"([^"]+)"|([^\s;]+))/i.exec(content)?.slice(1).find(Boolean) ?? null,
    headers,
    body: end < 0 ? '' : text.slice(end).replace(/^\n\n?/, ''),
  }
}

/** A message and all its parts. */
function partsOf(text: string, depth: number): Part[] {
  const part = partOf(text)
  if (depth === 0 || part.boundary === null || !part.type.startsWith('multipart/')) return [part]
  const pieces = `\n${part.body}`.split(`\n--${part.boundary}`).slice(1)
  const last = pieces.findIndex((piece) => piece.startsWith('--'))
  return [
    part,
    ...(last < 0 ? pieces : pieces.slice(0, last)).flatMap((piece) =>
      partsOf(piece.replace(/^[ \t]*\n/, ''), depth - 1),
    ),
  ]
}

function decoded({ headers, body }: Part): string {
  const encoding = (headers.get('content-transfer-encoding') ?? '').trim().toLowerCase()
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString('latin1').replace(/\r\n?/g, '\n')
  if (encoding === 'quoted-printable')
    return body
      .replace(/[ \t]*=\n/g, '')
      .replace(/=([0-9A-F]{2})/gi, (_code, hex: string) => String.fromCharCode(parseInt(hex, 16)))
  return body
}
