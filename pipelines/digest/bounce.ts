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
  const messageId = bare(original ? (headersOf(decoded(original)).get('message-id') ?? '') : '')
  const feedback = parts.find(({ type }) => type === 'message/feedback-report')
  if (feedback) {
    const fields = headersOf(decoded(feedback))
    const complained = /^(abuse|fraud|virus|other|not-spam)$/i.exec(fields.get('feedback-type')?.trim() ?? '')
    if (!messageId || !complained || complained[1]?.toLowerCase() === 'not-spam') return null
    return { messageId, kind: 'complaint', permanent: true, status: null }
  }
  const report = parts.find(({ type }) => /^message\/(global-)?delivery-status$/.test(type))
  if (!report || !messageId) return null
  // Fields of the message first, then those of each recipient: ours have one.
  const fields = decoded(report)
    .trim()
    .split(/\n[ \t]*\n/)
    .map(headersOf)
    .find((block) => block.has('action'))
  const action = fields?.get('action')?.trim().toLowerCase()
  if (!fields || (action !== 'failed' && action !== 'delayed')) return null
  const status = statusOf(fields)
  return {
    messageId,
    kind: 'bounce',
    permanent: action === 'failed' && (status === null || status.startsWith('5')),
    status,
  }
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
