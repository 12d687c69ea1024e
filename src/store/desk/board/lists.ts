import type { Where } from 'payload'
import { mayReview, type Actor } from '#domain/desk/actors.ts'
import { authorsOf, partakersOf, submitterOf } from '#domain/desk/authors.ts'
import { ago, SOON_DAYS, type BoardList, type BoardRow } from '#domain/desk/board.ts'
import { addDays, daysBetween, printDate, type LegalDate } from '#domain/dates.ts'
import { ACTIONS, type EditorialEvent } from '#domain/desk/events.ts'
import { sharedAuthorsOf } from '#domain/desk/shared-changes.ts'
import { textOf } from '#domain/values.ts'
import { readEvents, readEventsAmong } from '../events.ts'
import type { StoreRequest } from '../../rows.ts'
import type { WorkingCopyRef } from '../working-copies.ts'

/** What the lists of the board read of a head. */
export interface HeadOnBoard {
  entry: string
  revision: number
  savedBy?: string | null
  openHash?: string | null
  openState?: string | null
  openAt?: string | null
  openGoesLiveOn?: string | null
  withdrawalBy?: string | null
  withdrawalAt?: string | null
  liveRevision?: number | null
  liveHash?: string | null
  dueOn?: string | null
  secondReviewDue?: string | null
}

/** For whom a board is, and when. */
export interface Onlooker {
  actor: Actor
  now: Date
  today: LegalDate
}

/** What is said of each entry of a list, before its label is looked up. */
export type RowFacts = Pick<BoardRow, 'verb' | 'words' | 'late' | 'others'> & { review: boolean }

interface List {
  where(onlooker: Onlooker): Where
  sort: string[]
  tell(req: StoreRequest, onlooker: Onlooker, heads: readonly HeadOnBoard[]): Promise<Map<string, RowFacts>>
}

/** Not `exists`: a range is found by an index, on both databases. */
const isSet = { greater_than: '' }

const one = (told: Partial<RowFacts> & Pick<RowFacts, 'verb' | 'words'>): RowFacts => ({
  late: false,
  others: null,
  review: false,
  ...told,
})

const each =
  (tell: (head: HeadOnBoard, onlooker: Onlooker) => RowFacts): List['tell'] =>
  async (_req, onlooker, heads) =>
    new Map(heads.map((head) => [head.entry, tell(head, onlooker)]))

/** Who saved and submitted what is in review: all saves of this person, and everybody's creations and submissions. */
const readDeeds = (
  req: StoreRequest,
  { actor }: Onlooker,
  heads: readonly HeadOnBoard[],
): Promise<Map<string, EditorialEvent[]>> =>
  readEventsAmong(
    req,
    heads.map(({ entry }) => entry),
    {
      or: [
        { and: [{ actorId: { equals: actor.id } }, { action: { equals: 'save' } }] },
        { action: { in: ['create', 'submit'] } },
      ],
    },
  )

/** How a person took part in the open edition of an entry. */
function partIn(
  { openHash, liveRevision }: HeadOnBoard,
  events: readonly EditorialEvent[],
  { actor }: Onlooker,
): 'wrote' | 'shared' | 'submitted' | null {
  const submitted = events.findLast(({ action, edition }) => action === 'submit' && edition === openHash)
  const live = typeof liveRevision === 'number' ? { revision: liveRevision } : null
  if (submitted && authorsOf(submitted, live, events).has(actor.id)) return 'wrote'
  if (sharedAuthorsOf(openHash ?? '', events).has(actor.id)) return 'shared'
  return submitterOf(openHash ?? '', events) === actor.id ? 'submitted' : null
}

const submitterName = (events: readonly EditorialEvent[], hash: string | null | undefined): string =>
  events.findLast(({ action, edition }) => action === 'submit' && edition === hash)?.actor.name ?? 'somebody'

const days = (n: number): string => `${n} ${n === 1 ? 'day' : 'days'}`

const due = ({ dueOn }: HeadOnBoard, { today }: Onlooker): RowFacts => {
  const day = (dueOn ?? today) as LegalDate
  const left = daysBetween(today, day)
  return one({
    verb: 'Verify',
    words:
      left < 0
        ? `was to be verified by ${printDate(day)}, ${days(-left)} ago`
        : left === 0
          ? 'is to be verified today'
          : `is to be verified by ${printDate(day)}, in ${days(left)}`,
    late: left < 0,
    review: true,
  })
}

/** Everything of entries that can wait for somebody: what is asked of the heads, and what is said of each. */
export const LISTS: Record<BoardList, List> = {
  'second-review': {
    where: () => ({ secondReviewDue: isSet }),
    sort: ['secondReviewDue', 'entry'],
    tell: async (req, onlooker, heads) => {
      const told = new Map<string, RowFacts>()
      for (const { entry, secondReviewDue } of heads) {
        const events = await readEvents(req, entry)
        const alone = events.findLast(
          ({ action }) => action === 'safety-fix' || action === 'safety-withdrawal',
        )
        const late = (secondReviewDue ?? '') < onlooker.now.toISOString()
        const took = partakersOf(events).has(onlooker.actor.id)
        const why = textOf(alone?.details.reason)
        told.set(
          entry,
          one({
            verb: 'Look at it',
            words: `${alone ? `${ACTIONS[alone.action].toLowerCase()}, by ${alone.actor.name} ${ago(alone.at, onlooker.now)}` : 'decided alone'}; ${late ? 'a second look was due' : 'a second look is due'} ${ago(secondReviewDue ?? '', onlooker.now)}${why ? `. Reason: “${why}”` : ''}`,
            late,
            others: took
              ? 'You took part: somebody else must look at it'
              : mayReview(onlooker.actor)
                ? null
                : 'A reviewer must look at it',
            review: true,
          }),
        )
      }
      return told
    },
  },

  withdrawals: {
    where: () => ({ withdrawalState: { equals: 'asked' } }),
    sort: ['withdrawalAt', 'entry'],
    tell: async (req, onlooker, heads) => {
      const asked = await readEventsAmong(
        req,
        heads.map(({ entry }) => entry),
        { action: { equals: 'ask-withdrawal' } },
      )
      return new Map(
        heads.map(({ entry, withdrawalBy, withdrawalAt }) => {
          const event = asked.get(entry)?.at(-1)
          return [
            entry,
            one({
              verb: 'Confirm or decline',
              words: `${event?.actor.name ?? 'Somebody'} asked ${ago(withdrawalAt ?? '', onlooker.now)}: “${textOf(event?.details.reason)}”`,
              others:
                withdrawalBy === onlooker.actor.id
                  ? 'You asked: another reviewer must confirm'
                  : mayReview(onlooker.actor)
                    ? null
                    : 'A reviewer must confirm',
              review: true,
            }),
          ]
        }),
      )
    },
  },

  reviews: {
    where: () => ({ openState: { equals: 'in-review' } }),
    sort: ['openAt', 'entry'],
    tell: async (req, onlooker, heads) => {
      const deeds = await readDeeds(req, onlooker, heads)
      return new Map(
        heads.map((head) => {
          const events = deeds.get(head.entry) ?? []
          const part = partIn(head, events, onlooker)
          return [
            head.entry,
            one({
              verb: 'Review',
              words: `submitted by ${submitterName(events, head.openHash)} ${ago(head.openAt ?? '', onlooker.now)}`,
              others:
                part === 'wrote'
                  ? 'You saved part of it: others must review'
                  : part === 'shared'
                    ? 'You changed a record that it prints: others must review'
                    : part === 'submitted'
                      ? 'You submitted it: others must review'
                      : mayReview(onlooker.actor)
                        ? null
                        : 'A reviewer must approve it',
              review: true,
            }),
          ]
        }),
      )
    },
  },

  changes: {
    where: ({ actor }): Where => ({
      and: [{ savedBy: { equals: actor.id } }, { openState: { equals: 'changes-requested' } }],
    }),
    sort: ['openAt', 'entry'],
    tell: async (req, onlooker, heads) => {
      const asked = await readEventsAmong(
        req,
        heads.map(({ entry }) => entry),
        { action: { equals: 'request-changes' } },
      )
      return new Map(
        heads.map(({ entry, openAt }) => {
          const event = asked.get(entry)?.at(-1)
          const notes = (event?.details.notes ?? []) as { text: string }[]
          return [
            entry,
            one({
              verb: 'Edit',
              words: `sent back ${event ? `by ${event.actor.name} ` : ''}${ago(openAt ?? '', onlooker.now)}${notes[0] ? `: “${notes[0].text}”` : ''}`,
            }),
          ]
        }),
      )
    },
  },

  drafts: {
    where: ({ actor }): Where => ({
      and: [
        { savedBy: { equals: actor.id } },
        { draft: { equals: true } },
        // What was sent back is a task of its own.
        { or: [{ openState: { exists: false } }, { openState: { not_equals: 'changes-requested' } }] },
      ],
    }),
    sort: ['entry'],
    tell: each(({ liveHash, openState }) =>
      one({
        verb: 'Edit',
        words: openState
          ? 'saved again since it was submitted'
          : liveHash
            ? 'saved since it went live; readers see the older words'
            : 'never submitted',
      }),
    ),
  },

  overdue: {
    where: ({ today }): Where => ({ and: [{ dueOn: isSet }, { dueOn: { less_than: today } }] }),
    sort: ['dueOn', 'entry'],
    tell: each(due),
  },

  soon: {
    where: ({ today }): Where => ({
      and: [
        { dueOn: { greater_than_equal: today } },
        { dueOn: { less_than_equal: addDays(today, SOON_DAYS) } },
      ],
    }),
    sort: ['dueOn', 'entry'],
    tell: each(due),
  },

  scheduled: {
    where: ({ today }): Where => ({
      and: [{ openState: { equals: 'approved' } }, { openGoesLiveOn: { greater_than: today } }],
    }),
    sort: ['openGoesLiveOn', 'entry'],
    tell: each(({ openGoesLiveOn }, { today }) => {
      const day = (openGoesLiveOn ?? today) as LegalDate
      return one({ verb: 'Open', words: `goes live on ${printDate(day)}`, review: true })
    }),
  },
}

/** A row as it is shown. */
export const toBoardRow = (entry: string, told: RowFacts, copy: WorkingCopyRef | undefined): BoardRow => ({
  entry,
  label: copy?.label ?? entry,
  at: copy ? { collection: copy.collection, id: copy.id, review: told.review } : null,
  verb: told.verb,
  words: told.words,
  late: told.late,
  others: told.others,
})
