import PostalMime, { type Attachment, type Email } from 'postal-mime'
import { z } from 'zod'
import { readNotice } from './bounce-notice.ts'
import { statusOf } from './bounce-reason.ts'

/** What came back of a mail that was sent. */
export interface Returned {
  /**
   * Message-IDs, without angle brackets, of which one is that of the mail that was sent: the surest first. A message of
   * somebody else’s names none of ours.
   */
  messageIds: string[]
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

/** Parts within parts within a message, bytes of it and of its headers, and characters of a part that are looked at, at most. */
const DEEPEST = 20
const LONGEST = 300_000
const HEADERS = 200_000
const LOOKED_AT = 200_000

/**
 * What a message that a mail server sent back says: a delivery status notification (RFC 3464), a notice in plain words,
 * a complaint in the form of RFC 5965, or a small object of JSON.
 * @param text the message, each byte as one character.
 * @returns null where it says nothing of a mail that did not arrive.
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
    return null // deeper, or with longer headers, than any mail server writes
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

/** Message-IDs of the mail where it was not returned itself: in the report, in the headers and words of the notice. */
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

/** The fields of each recipient; ours have one, which may stand for several others. */
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

/** Blocks of header fields with an empty line between them, by their names in small letters; the first of each name. */
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

/** Message-IDs in angle brackets, the last of a thread first; or what stands without any. */
function idsIn(value: string): string[] {
  const ids = [...value.matchAll(/<([^<>\s]+)>/g)].map(([, id]) => id ?? '').reverse()
  return ids.length > 0 ? ids : value.trim() === '' ? [] : [value.trim()]
}

/** Where the notice repeats the beginning of the mail in its own words. */
const COPIED = /^[>| \t]*(?:x-)?(?:original-)?message-id:[ \t]*(?:\n[>| \t]+)?<([^<>\s]+)>/gim

const copiedIds = (text: string): string[] => [...text.matchAll(COPIED)].map(([, id]) => id ?? '')

const contentOf = (part: Attachment | undefined): string =>
  typeof part?.content === 'string' ? part.content.slice(0, LOOKED_AT) : ''

const MARKS: Record<string, string> = { lt: '<', gt: '>', quot: '"', nbsp: ' ', '#39': "'", amp: '&' }

/** What a message says, whether it is formatted or not. */
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
