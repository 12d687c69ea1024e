import type { ClientField } from 'payload'
import { ask, type Answer } from '#admin/ask.ts'
import type { OpenRecord } from '#admin/use-open-record.ts'
import { compareThree, type Compared } from './three-way.ts'

type Data = Record<string, unknown>

/** A record as it is saved. */
export type SavedDoc = Data & { id: string }

/**
 * The field that says which state of a record one has, and its value: the revision of an entry; of everything else,
 * when it was last saved.
 */
export const stateOf = (data: Data): { field: 'revision' | 'updatedAt'; value: unknown } =>
  data.revision === undefined || data.revision === null
    ? { field: 'updatedAt', value: data.updatedAt }
    : { field: 'revision', value: data.revision }

/** The record as saved now. */
export const readNewest = ({ api }: OpenRecord): Promise<Answer<SavedDoc>> => ask<SavedDoc>(`${api}?depth=0`)

/** The record in an earlier state; null where that is not kept. */
export async function readState(
  { versions }: OpenRecord,
  { field, value }: ReturnType<typeof stateOf>,
): Promise<Answer<SavedDoc | null>> {
  if (versions === null || (typeof value !== 'string' && typeof value !== 'number'))
    return { ok: true, value: null }
  const which = `where[and][1][version.${field}][equals]=${encodeURIComponent(value)}`
  const answer = await ask<{ docs: { version: SavedDoc }[] }>(`${versions}${which}&depth=0&limit=1`)
  return answer.ok ? { ok: true, value: answer.value.docs[0]?.version ?? null } : answer
}

export interface Mine {
  /** What the form holds. */
  data: Data
  /** The record as it was opened. */
  opened: Data | undefined
}

export interface BothVersions {
  theirs: SavedDoc
  compared: Compared[]
  /** False if nobody can tell what the form started from: whatever differs must be asked. */
  known: boolean
}

/**
 * What a form holds and what is saved now, compared with the state that the form started from.
 * @returns a refusal if one of these cannot be read: nobody may conclude from that that nothing was changed.
 */
export async function bothVersions(
  record: OpenRecord,
  fields: readonly ClientField[],
  { data, opened }: Mine,
): Promise<Answer<BothVersions>> {
  const from = stateOf(data)
  const [newest, base] = await Promise.all([
    readNewest(record),
    opened?.[from.field] === from.value && from.value !== undefined
      ? ({ ok: true, value: opened } as const)
      : readState(record, from),
  ])
  if (!newest.ok) return newest
  if (!base.ok) return base
  const theirs = newest.value
  const compared = compareThree(fields, { base: base.value ?? null, mine: data, theirs })
  return { ok: true, value: { theirs, compared, known: base.value !== null } }
}
