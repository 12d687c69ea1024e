import PostalMime, { type Attachment, type Email } from 'postal-mime'
import { z } from 'zod'
import { readNotice } from './bounce-notice.ts'
import { statusOf } from './bounce-reason.ts'

/** A bounce or complaint about a mail that was sent. */
export interface Returned {
  /**
   * Message-IDs without angle brackets, the most reliable first; one of them is that of the mail sent. A notice
   * about someone else's message names none of ours.
   */
  messageIds: string[]
  kind: 'bounce' | 'complaint'
  /** True where a retry is pointless. */
  permanent: boolean
  /** Enhanced status code (RFC 3463) of a bounce. */
  status: string | null
}

/** The JSON form that mail providers are configured to send. */
const json = z.object({
  messageId: z.string().min(3).max(998),
  kind: z.enum(['bounce', 'complaint']),
  permanent: z.boolean().optional(),
  status: z
    .string()
    .regex(/^[245]\.\d{1,3}\.\d{1,3}$/)
    .nullish(),
})

/** Limits: nested parts, bytes of the message and of its headers, characters of a part. */
const DEEPEST = 20
const LONGEST = 300_000
const HEADERS = 200_000
const LOOKED_AT = 200_000

/**
 * Reads a message that a mail server sent back: a delivery status notification (RFC 3464), a plain-text notice,
 * a complaint (RFC 5965), or a small JSON object.
 * @param text the message, each byte as one character.
 * @returns null where it reports no undelivered mail.
 */
export async function readReturned(text: string): Promise<Returned | null> {
  if (text.trimStart().startsWith('{')) return readJson(text)
  const message = await parsed(text)
  return message && readMessage(message)
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
    messageIds: idsIn(data.messageId),
    kind: data.kind,
    permanent: data.kind === 'complaint' || (data.permanent ?? status?.startsWith('5') ?? false),
    status,
  }
}

async function parsed(text: string): Promise<Email | null> {
  try {
    return await PostalMime.parse(Buffer.from(text.slice(0, LONGEST), 'latin1'), {
      forceRfc822Attachments: true,
      attachmentEncoding: 'utf8',
      maxNestingDepth: DEEPEST,
      maxHeadersSize: HEADERS,
    })
  } catch {
    return null // nested deeper, or with longer headers, than any mail server writes
  }
}

function readMessage(message: Email): Returned | null {
  const part = (type: RegExp): Attachment | undefined =>
    message.attachments.find(({ mimeType }) => type.test(mimeType))
  const original = part(/^(message\/(rfc822|global)|(text|message)\/(rfc822|global)-headers)$/)
  const report = part(/^message\/(global-)?delivery-status$/)
  const blocks = blocksOf(contentOf(report))
  const body = wordsOf(message)
  const returned = namedIn(blocksOf(contentOf(original)).slice(0, 1), ['message-id'])
  const messageIds = returned.length > 0 ? returned : idsBeside(message, blocks, body)
  if (messageIds.length === 0) return null

  const feedback = part(/^message\/feedback-report$/)
  if (feedback) {
    const kind = blocksOf(contentOf(feedback))[0]?.get('feedback-type')?.toLowerCase()
    return kind && /^(abuse|fraud|virus|other)$/.test(kind)
      ? { messageIds, kind: 'complaint', permanent: true, status: null }
      : null
  }
  const said = report ? readReport(blocks) : readNotice(message, body)
  return said && { messageIds, kind: 'bounce', ...said }
}

/** Message-IDs of a mail that was not itself returned: from the report, and from the notice's headers and text. */
const idsBeside = (message: Email, blocks: readonly Fields[], body: string): string[] => [
  ...new Set([
    ...namedIn(blocks, ['x-original-message-id', 'original-message-id', 'original-envelope-id']),
    ...namedIn(
      [headersOf(message)],
      ['x-original-message-id', 'original-message-id', 'in-reply-to', 'references'],
    ),
    ...[body, ...message.attachments.map(contentOf)].flatMap(copiedIds),
  ]),
]

/** The fields of each recipient; our mails have one, which may expand to several others. */
function readReport(blocks: readonly Fields[]): Pick<Returned, 'permanent' | 'status'> | null {
  const actionOf = (fields: Fields): string | undefined =>
    /^[a-z]+/.exec(fields.get('action')?.toLowerCase() ?? '')?.[0]
  const recipients = blocks.filter((fields) => actionOf(fields) !== undefined)
  const failed = recipients.filter((fields) => actionOf(fields) === 'failed')
  const fields = failed[0] ?? recipients.find((each) => actionOf(each) === 'delayed')
  if (!fields) return null
  const status = statusOf(fields.get('status') ?? '', fields.get('diagnostic-code') ?? '')
  const lost = failed.length > 0 && failed.length === recipients.length
  return { permanent: lost && status?.startsWith('4') !== true, status }
}

type Fields = ReadonlyMap<string, string>

/** Blocks of header fields separated by empty lines, keyed by lower-case name; the first of each name counts. */
const blocksOf = (text: string): Fields[] =>
  text
    .replace(/\r\n?/g, '\n')
    .trim()
    .split(/\n(?:[ \t]*\n)+/)
    .map((block) => {
      const fields = new Map<string, string>()
      for (const line of block.replace(/\n[ \t]+/g, ' ').split('\n')) {
        const at = line.indexOf(':')
        const name = line.slice(0, at).trim().toLowerCase()
        if (at > 0 && !fields.has(name)) fields.set(name, line.slice(at + 1).trim())
      }
      return fields
    })

const headersOf = ({ headers }: Email): Fields =>
  new Map([...headers].reverse().map(({ key, value }) => [key, value]))

const namedIn = (blocks: readonly Fields[], names: readonly string[]): string[] =>
  names.flatMap((name) => blocks.flatMap((fields) => idsIn(fields.get(name) ?? '')))

/** Message-IDs in angle brackets, the last of a thread first; otherwise the bare value. */
function idsIn(value: string): string[] {
  const ids = [...value.matchAll(/<([^<>\s]+)>/g)].map(([, id]) => id ?? '').reverse()
  return ids.length > 0 ? ids : value.trim() === '' ? [] : [value.trim()]
}

/** The start of the mail, as copied into the notice's text. */
const COPIED = /^[>| \t]*(?:x-)?(?:original-)?message-id:[ \t]*(?:\n[>| \t]+)?<([^<>\s]+)>/gim

const copiedIds = (text: string): string[] => [...text.matchAll(COPIED)].map(([, id]) => id ?? '')

const contentOf = (part: Attachment | undefined): string =>
  typeof part?.content === 'string' ? part.content.slice(0, LOOKED_AT) : ''

const MARKS: Record<string, string> = { lt: '<', gt: '>', quot: '"', nbsp: ' ', '#39': "'", amp: '&' }

/** The text of a message, from its plain text or its HTML. */
const wordsOf = ({ text, html }: Email): string =>
  (
    text ??
    (html ?? '')
      .slice(0, 2 * LOOKED_AT)
      .replace(/<(?:br|\/p|\/div|\/tr|\/h\d|\/li)\b[^<>]*>/gi, '\n')
      .replace(/<[^<>]*>/g, ' ')
      .replace(/&(lt|gt|quot|nbsp|#39|amp);/g, (_all, name: string) => MARKS[name] ?? ' ')
  )
    .slice(0, LOOKED_AT)
    .replace(/\r\n?/g, '\n')
