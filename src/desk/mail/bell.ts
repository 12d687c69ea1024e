import { FLAG_KINDS, type Flag } from '#domain/desk/flags.ts'
import type { BellGroup, BellList } from '#domain/mail/bell.ts'
import { isRecipient, type Recipient } from '#domain/mail/mails.ts'
import { noticeScreen } from '#domain/mail/notice-screen.ts'
import type { Notice } from '#domain/mail/notices.ts'
import { readFlagsByKey } from '#store/desk/flags.ts'
import { readWaitingForReviewer } from '#store/desk/heads.ts'
import { findWorkingCopies, type WorkingCopyRef } from '#store/desk/working-copies.ts'
import { countUnread, markRead, readNewest } from '#store/mail/notices.ts'
import type { Desk } from '../desk.ts'

/** Most notices that the bell shows. */
const SHOWN = 100

/** The person whose bell it is; null for the system, which has none. */
const ownerOf = ({ actor }: Pick<Desk, 'actor'>): Recipient | null =>
  isRecipient(actor.id) ? actor.id : null

/** How many notices a person has not read. */
export async function unreadOf(desk: Pick<Desk, 'req' | 'actor'>): Promise<{ unread: number }> {
  const owner = ownerOf(desk)
  return { unread: owner ? await countUnread(desk.req, owner) : 0 }
}

/** What the notices are about, as read for the bell. */
interface Known {
  copies: ReadonlyMap<string, WorkingCopyRef>
  flags: ReadonlyMap<string, Flag>
  /** Keys of the entries of which something waits for a reviewer. */
  waiting: ReadonlySet<string>
}

/** What a flag of no entry is called: a report says of which page it is. */
const labelOf = ({ kind, detail }: Flag): string => (kind === 'reported' ? detail : FLAG_KINDS[kind])

function groupOf(about: string, notices: readonly Notice[], known: Known): BellGroup | null {
  const [newest] = notices
  if (!newest) return null
  const flag = known.flags.get(newest.flag)
  return {
    about,
    label: known.copies.get(newest.entry)?.label ?? (newest.entry || (flag ? labelOf(flag) : '')),
    screen: noticeScreen(newest, {
      copy: known.copies.get(newest.entry),
      flag,
      waits: known.waiting.has(newest.entry),
    }),
    unread: notices.filter(({ readAt }) => readAt === null).length,
    notices: notices.map(({ kind, at, readAt }) => ({ kind, at, unread: readAt === null })),
  }
}

/** A person's notices, by what they are about, newest first. */
export async function bellOf(desk: Pick<Desk, 'req' | 'actor' | 'clock'>): Promise<BellList> {
  const { req, clock } = desk
  const owner = ownerOf(desk)
  const until = clock.now().toISOString()
  if (!owner) return { groups: [], unread: 0, until }
  const notices = await readNewest(req, owner, SHOWN)
  const keys = notices.flatMap(({ flag }) => (flag === '' ? [] : [flag]))
  const entries = [...new Set(notices.flatMap(({ entry }) => entry || []))]
  const known = {
    copies: await findWorkingCopies(req, entries),
    waiting: await readWaitingForReviewer(req, entries),
    flags: new Map((await readFlagsByKey(req, keys)).map((flag) => [flag.key, flag])),
  }
  const groups = Map.groupBy(notices, ({ entry, flag }) => entry || flag)
  return {
    groups: [...groups].flatMap(([about, mine]) => groupOf(about, mine, known) ?? []),
    unread: await countUnread(req, owner),
    until: notices[0]?.at ?? until,
  }
}

/** Marks as read what a person is told about something, or everything, up to what they were shown. */
export async function readInBell(
  desk: Pick<Desk, 'req' | 'actor' | 'clock'>,
  { about, until }: { about: string | null; until: string },
): Promise<{ unread: number }> {
  const owner = ownerOf(desk)
  if (!owner) return { unread: 0 }
  await markRead(desk.req, owner, { about, until, now: desk.clock.now() })
  return unreadOf(desk)
}
