import type { ClientField } from 'payload'
import { editsIn, fieldName, type SharedEvent } from '#domain/desk/shared-edits.ts'
import type { EntryHistory } from '#domain/desk/workflow-status.ts'
import { textOf } from '#domain/values.ts'
import { ask } from '#admin/ask.ts'
import type { OpenRecord } from '#admin/use-open-record.ts'
import { listed, printInstant } from '#admin/words.ts'
import { eventWords } from '../history/event-words.ts'
import { labelOf, valueFields } from './three-way.ts'
import type { SavedDoc, stateOf } from './versions.ts'

/** Who saved an entry after a revision, oldest first. */
async function savesOfEntry(
  { api }: OpenRecord,
  fields: readonly ClientField[],
  from: number,
): Promise<string[]> {
  const history = await ask<EntryHistory>(`${api}/desk/history`)
  if (!history.ok) return []
  const labels = new Map(valueFields(fields).map((field) => [field.name, labelOf(field)]))
  return history.value.events
    .filter(({ action, revision }) => action === 'save' && revision > from)
    .reverse()
    .map((event) => `${event.actor.name} ${eventWords(event, { labels }).what}, ${printInstant(event.at)}.`)
}

/** An event as its row holds it: `details` are JSON. */
interface EventRow {
  actorName: string
  at: string
  details: string
}

const changedBy = ({ details }: EventRow): string => {
  const edits = editsIn({ details: JSON.parse(details) as SharedEvent['details'] })
  return listed(edits.map(({ field }) => fieldName(field)))
}

/**
 * Who saved a shared record after a state of it, oldest first. An event is recorded a moment after the state that it is
 * of: the first that counts follows the first state after `from`.
 */
async function savesOfShared(
  { root, collection, id, versions }: OpenRecord,
  from: string,
): Promise<string[]> {
  if (versions === null || from === '') return []
  const later = await ask<{ docs: { version: SavedDoc }[] }>(
    `${versions}where[and][1][version.updatedAt][greater_than]=${encodeURIComponent(from)}&sort=version.updatedAt&depth=0&limit=1`,
  )
  const first = later.ok ? textOf(later.value.docs[0]?.version.updatedAt) : ''
  if (first === '') return []
  const query = new URLSearchParams({
    'where[and][0][entry][equals]': `${collection}/${id}`,
    'where[and][1][action][equals]': 'save',
    'where[and][2][at][greater_than_equal]': first,
    sort: 'n',
    limit: '50',
  })
  const answer = await ask<{ docs: EventRow[] }>(`${root}/shared-events?${query.toString()}`)
  if (!answer.ok) return []
  return answer.value.docs.map(
    (event) => `${event.actorName} saved this: ${changedBy(event)}, ${printInstant(event.at)}.`,
  )
}

/** Who saved what since a state of a record, in sentences. Of a law change and of an account no record says who. */
export async function savesSince(
  record: OpenRecord,
  fields: readonly ClientField[],
  { field, value }: ReturnType<typeof stateOf>,
  theirs: SavedDoc,
): Promise<string[]> {
  if (field === 'revision') return savesOfEntry(record, fields, Number(value))
  const saves = await savesOfShared(record, textOf(value))
  return saves.length > 0
    ? saves
    : [`Somebody saved this, last on ${printInstant(textOf(theirs.updatedAt))}.`]
}
