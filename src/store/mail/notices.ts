import type { Where } from 'payload'
import { isRecipient, type Recipient } from '#domain/mail/mails.ts'
import {
  MAIL_STEPS,
  NOTICE_KINDS,
  type MailStep,
  type Notice,
  type NoticeKind,
} from '#domain/mail/notices.ts'
import { insertMissing } from '../bulk.ts'
import type { Row } from '../row.ts'
import { deleteRows, findRows, type StoreRequest } from '../rows.ts'

const toNotice = (row: Row): Notice => ({
  key: row.text('key'),
  person: row.formed('person', isRecipient, 'a recipient'),
  kind: row.among('kind', NOTICE_KINDS),
  entry: row.textOrNull('entry') ?? '',
  flag: row.textOrNull('flag') ?? '',
  at: row.text('at'),
  readAt: row.textOrNull('readAt'),
  mail: row.among('mail', MAIL_STEPS),
  mailAt: row.textOrNull('mailAt'),
  mailKey: row.textOrNull('mailKey'),
})

/**
 * Writes notices; one that is there stays as it is.
 * @throws {TypeError} on the embedded database outside a transaction.
 */
export const putNotices = (req: StoreRequest, notices: readonly Notice[]): Promise<void> =>
  insertMissing(req, 'notices', notices, { by: ['key'] })

const change = async (req: StoreRequest, where: Where, data: Partial<Notice>): Promise<void> =>
  void (await req.payload.db.updateMany({ collection: 'notices', where, data, req, returning: false }))

const ofPerson = (person: Recipient): Where => ({ person: { equals: person } })
const UNREAD: Where = { readAt: { exists: false } }
const AT_ONCE: Where = { mail: { equals: 'soon' satisfies MailStep } }
const UNMAILED: Where = { mail: { in: ['soon', 'daily'] satisfies MailStep[] } }

/** The notices that a mail tells of, oldest first. */
export const readMailed = (req: StoreRequest, mailKey: string): Promise<Notice[]> =>
  findRows(req, 'notices', toNotice, { mailKey: { equals: mailKey } }, 'at')

/** Notices of one person whose mail goes at once and is not written. */
export const readWaiting = (req: StoreRequest, person: Recipient): Promise<Notice[]> =>
  findRows(req, 'notices', toNotice, { and: [ofPerson(person), AT_ONCE] }, 'at')

/** Puts off the mail about these until a moment. */
export const putOffMail = (req: StoreRequest, person: Recipient, until: Date): Promise<void> =>
  change(req, { and: [ofPerson(person), AT_ONCE] }, { mailAt: until.toISOString() })

/** Notices whose mail may be written now. @param limit maximum number; 0 for all. */
export const readMailDue = (req: StoreRequest, now: Date, limit = 0): Promise<Notice[]> =>
  findRows(
    req,
    'notices',
    toNotice,
    { and: [AT_ONCE, { mailAt: { less_than_equal: now.toISOString() } }] },
    'mailAt',
    { limit },
  )

/** Notices that wait for the mail of the day. */
export const readDaily = (req: StoreRequest): Promise<Notice[]> =>
  findRows(req, 'notices', toNotice, { mail: { equals: 'daily' satisfies MailStep } }, 'at')

/** Records by which mail a person is told of all that waits for one. */
export const markMailed = (
  req: StoreRequest,
  { person, mail, mailKey }: { person: Recipient; mail: 'soon' | 'daily'; mailKey: string },
): Promise<void> =>
  change(
    req,
    { and: [ofPerson(person), { mail: { equals: mail } }] },
    { mail: 'written', mailAt: null, mailKey },
  )

/** After a restore: mails about these may have gone out after the backup. */
export const mailNoneOfThese = (req: StoreRequest): Promise<void> =>
  change(req, UNMAILED, { mail: 'never', mailAt: null })

/** Notices that are pointless by now: of what was done with an entry, or of a flag that was settled. */
export type Pointless = { entry: string; kinds: readonly NoticeKind[]; before: string } | { flag: string }

const wherePointless = (of: Pointless): Where[] =>
  'flag' in of
    ? [{ flag: { equals: of.flag } }]
    : [{ entry: { equals: of.entry } }, { kind: { in: [...of.kinds] } }, { at: { less_than: of.before } }]

/** Ends notices that are pointless by now: they count as read, and no mail tells of them. */
export async function settleNotices(req: StoreRequest, of: Pointless, now: Date): Promise<void> {
  if ('kinds' in of && of.kinds.length === 0) return
  const which = wherePointless(of)
  await change(req, { and: [...which, UNMAILED] }, { mail: 'never', mailAt: null })
  await change(req, { and: [...which, UNREAD] }, { readAt: now.toISOString() })
}

/** How many notices a person has not read. */
export const countUnread = async (req: StoreRequest, person: Recipient): Promise<number> =>
  (await req.payload.db.count({ collection: 'notices', where: { and: [ofPerson(person), UNREAD] }, req }))
    .totalDocs

/** A person's notices, newest first. */
export const readNewest = (req: StoreRequest, person: Recipient, limit: number): Promise<Notice[]> =>
  findRows(req, 'notices', toNotice, ofPerson(person), '-at', { limit })

/**
 * Marks a person's notices as read, up to an instant.
 * @param about key of an entry or of a flag; null for all.
 */
export const markRead = (
  req: StoreRequest,
  person: Recipient,
  { about, until, now }: { about: string | null; until: string; now: Date },
): Promise<void> =>
  change(
    req,
    {
      and: [
        ofPerson(person),
        UNREAD,
        { at: { less_than_equal: until } },
        ...(about === null ? [] : [{ or: [{ entry: { equals: about } }, { flag: { equals: about } }] }]),
      ],
    },
    { readAt: now.toISOString() },
  )

/** Erases the notices of a person whose account is removed. */
export const eraseNotices = (req: StoreRequest, person: Recipient): Promise<void> =>
  deleteRows(req, 'notices', ofPerson(person))

/** Erases old notices: read ones since one instant, and all since another. */
export const forgetNotices = (req: StoreRequest, { read, all }: { read: Date; all: Date }): Promise<void> =>
  deleteRows(req, 'notices', {
    or: [
      { and: [{ readAt: { exists: true } }, { at: { less_than: read.toISOString() } }] },
      { at: { less_than: all.toISOString() } },
    ],
  })
