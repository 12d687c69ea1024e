import { screenOf } from '#domain/content/collections.ts'
import { actionsFor } from '#domain/desk/find/actions.ts'
import type { FindAnswer, FoundRecord } from '#domain/desk/find/answer.ts'
import type { Found } from '#domain/desk/find/find-index.ts'
import { DESK_STATES, deskState } from '#domain/desk/heads.ts'
import { LAW_CHANGE_STATES } from '#domain/desk/law-changes.ts'
import { readHeads } from '#store/desk/heads.ts'
import { readLawChanges } from '#store/desk/law-changes.ts'
import type { StoreRequest } from '#store/rows.ts'
import type { Desk } from '../../../desk.ts'
import { LiveIndex } from './live-index.ts'
import { tasksFor } from './tasks-for.ts'

/** Records told in full. */
const SHOWN = 20

const NOTHING = { found: [], total: 0, some: false }

/** Milliseconds for which a search waits for the first reading; after that it finds what was read so far. */
const PATIENCE = 1_500

/** The index of each database that this process has open. */
const indexes = new WeakMap<StoreRequest['payload'], LiveIndex>()

function indexOf({ payload }: StoreRequest): LiveIndex {
  const known = indexes.get(payload)
  if (known) return known
  const made = new LiveIndex({ payload })
  indexes.set(payload, made)
  return made
}

async function ready(live: LiveIndex): Promise<void> {
  const reading = live.upToDate()
  if (live.whole) return reading
  let timer: NodeJS.Timeout | undefined
  const waited = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, PATIENCE)
  })
  // What goes wrong after the wait is met by the next search.
  reading.catch(() => undefined)
  await Promise.race([reading, waited]).finally(() => clearTimeout(timer))
}

/** Where the found records stand now, by their ids, in words. Entries that are no longer there are missing. */
async function statesOf(req: StoreRequest, found: readonly Found[]): Promise<Map<string, string>> {
  const entries = found.flatMap(({ record }) => record.entry ?? [])
  const changes = found.flatMap(({ record }) => (record.collection === 'law-changes' ? [record.record] : []))
  const heads = new Map(
    (entries.length > 0 ? await readHeads(req, { entry: { in: entries } }) : []).map((head) => [
      head.entry,
      head,
    ]),
  )
  const laws = await readLawChanges(req, changes)
  return new Map(
    found.flatMap(({ record: { id, entry, record } }) => {
      const head = heads.get(entry ?? '')
      const law = laws.get(record)
      const words = head ? DESK_STATES[deskState(head)] : law ? LAW_CHANGE_STATES[law.state] : null
      return words ? [[id, words]] : []
    }),
  )
}

const toRecord = ({ record, title, excerpt }: Found, state: string | null): FoundRecord => ({
  id: record.id,
  path: screenOf(record.collection, record.record),
  kind: record.kind,
  title,
  place: record.place,
  state,
  excerpt,
})

/** What fits these words: tasks of people, records, and what this person may do. */
export async function findOf(desk: Desk, text: string): Promise<FindAnswer> {
  const { req, actor } = desk
  const live = indexOf(req)
  await ready(live)
  const people = await tasksFor(desk, text)
  const fits = text.trim() ? live.index.find(text, SHOWN) : NOTHING
  // Whoever names a person does not mean what is written with one of the other words.
  const { found, total, some } = people.length > 0 && fits.some ? NOTHING : fits
  const states = await statesOf(req, found)
  return {
    people,
    actions: actionsFor(text, actor),
    records: found.map((each) => toRecord(each, states.get(each.record.id) ?? null)),
    total,
    some,
    reading: live.whole ? null : { ...live.reading },
  }
}

/** Ids of the records of one collection that fit these words, the best first, and whether everything is read. */
export async function foundIn(
  req: StoreRequest,
  collection: string,
  text: string,
  limit: number,
): Promise<{ ids: string[]; whole: boolean }> {
  const live = indexOf(req)
  await ready(live)
  const { found } = live.index.find(text, limit, collection)
  return { ids: found.map(({ record }) => record.record), whole: live.whole }
}
