import {
  APIError,
  type CollectionAfterChangeHook,
  type CollectionBeforeChangeHook,
  type CollectionBeforeDeleteHook,
  type CollectionBeforeOperationHook,
  type CollectionBeforeValidateHook,
} from 'payload'
import {
  entryKey,
  entryKeyProblem,
  isOfNoPlace,
  isSingle,
  isStructureKind,
  KINDS,
  NO_PLACE,
  slugify,
  type Kind,
  type ReviewedKind,
} from '#domain/keys.ts'
import { STAGES } from '#domain/content/channels.ts'
import { labelWithPlace, titleOfEntry } from '#domain/content/names.ts'
import { jurisdictionKey } from '#domain/content/structure.ts'
import { create } from '#desk/desk/create.ts'
import { recordDeletion } from '#desk/desk/delete.ts'
import { save } from '#desk/desk/save.ts'
import { idOf, sameContent, textOf } from '#domain/values.ts'
import { readJurisdiction } from '#store/desk/jurisdictions.ts'
import { findKey } from '#store/desk/working-copies.ts'
import { answering } from '../shared/answer.ts'
import { deskOf } from '../shared/desk-of.ts'

type Data = Record<string, unknown>

const refuse = (status: number, message: string): never => {
  throw new APIError(message, status, undefined, true)
}

/** Entries are changed one at a time, from a stated revision, and never by restoring a version over them. */
export const refuseBulk: CollectionBeforeOperationHook = ({ args, operation }) => {
  const { id, data } = args as { id?: unknown; data?: Data }
  const one = id !== undefined && id !== null
  if ((operation as string) === 'restoreVersion')
    refuse(
      409,
      'An old version is not restored over the entry. Open the entry and copy what you need from the version.',
    )
  if (operation === 'update' && !one) refuse(409, 'Entries are changed one at a time: open each and save it.')
  if (operation === 'delete' && !one) refuse(409, 'Entries are deleted one at a time.')
  if (operation === 'update' && one && data && typeof data.revision !== 'number')
    refuse(
      422,
      'A save must say in “revision” which revision it started from. Reload the entry and make your changes again.',
    )
  return args
}

/** Assigns a key to a new entry, and preserves it afterwards. */
export const assignKey =
  (kind: Kind): CollectionBeforeValidateHook =>
  async ({ data, operation, originalDoc, req }) => {
    const doc = { ...(data as Data) }
    if (operation === 'update') {
      const before = originalDoc as Data
      if (doc.key !== undefined && doc.key !== before.key)
        refuse(422, `The key of an entry never changes: it is “${textOf(before.key)}”.`)
      if (idOf(doc.jurisdiction ?? before.jurisdiction) !== idOf(before.jurisdiction))
        refuse(
          422,
          'An entry cannot move to another jurisdiction: its key names the one it has. Create it there instead.',
        )
      return { ...doc, key: before.key }
    }
    const place = isOfNoPlace(kind) ? NO_PLACE : (await readJurisdiction(req, idOf(doc.jurisdiction)))?.slug
    if (!place) return doc
    const name = isSingle(kind)
      ? null
      : slugify(textOf(doc.slug) || textOf(doc.reportAs) || textOf(doc.title))
    if (name === '') return doc
    const key = typeof doc.key === 'string' && doc.key !== '' ? doc.key : entryKey(place, kind, name)
    const problem = entryKeyProblem(key, kind, place)
    if (problem) refuse(422, problem)
    return { ...doc, key }
  }

const pad = (value: unknown, width: number): string =>
  String(typeof value === 'number' ? value : 0).padStart(width, '0')

/** Derives an entry's title and sort order for lists and pickers. */
export const assignPlace =
  (kind: Kind): CollectionBeforeChangeHook =>
  async ({ data, req }) => {
    const doc = data as Data
    const jurisdiction = await readJurisdiction(req, idOf(doc.jurisdiction))
    const name = jurisdiction?.name ?? ''
    const stage = kind === 'channel' ? Object.keys(STAGES).indexOf(textOf(doc.stage)) : 0
    return {
      ...doc,
      label: labelWithPlace(titleOfEntry(kind, textOf(doc.title)), name),
      place: [jurisdiction?.slug ?? NO_PLACE, KINDS.indexOf(kind), stage, pad(doc.order, 4), doc.key].join(
        '/',
      ),
    }
  }

/** Fields that the desk maintains itself: never part of an editor's changes. */
const OWN = new Set([
  'id',
  'key',
  'label',
  'place',
  'revision',
  'deskState',
  'inForceAsOf',
  'createdAt',
  'updatedAt',
])

export const changedFields = (before: Data, after: Data): string[] =>
  Object.keys(after)
    .filter((name) => !OWN.has(name) && !sameContent(before[name], after[name]))
    .sort()

/** Fields that do not affect readers: saving only these leaves nothing to review. */
const besideOf = (kind: ReviewedKind): readonly string[] =>
  kind === 'jurisdiction' ? ['responsible'] : ['editorNote']

/** The key under which a working copy is recorded; null if it has none yet. */
const recordKey = (kind: ReviewedKind, { key }: Data): string | null => {
  if (typeof key !== 'string' || key === '') return null
  return kind === 'jurisdiction' ? jurisdictionKey(key) : key
}

/** Moves the head and records every save, in the save's own transaction. */
export const recordSave =
  (kind: ReviewedKind): CollectionBeforeChangeHook =>
  async ({ data, operation, originalDoc, req }) =>
    answering(async () => {
      const doc = data as Data
      const key = recordKey(kind, doc)
      const kept = (inForceAsOf: unknown): Data => (isStructureKind(kind) ? {} : { inForceAsOf })
      if (operation === 'create' || key === null)
        return { ...doc, revision: 1, deskState: 'never-live', ...kept(null) }
      const from = typeof doc.revision === 'number' ? doc.revision : null
      const changed = changedFields(originalDoc as Data, doc)
      const { revision, state } = await save(deskOf(req), {
        key,
        kind,
        from,
        changed,
        beside: changed.length > 0 && changed.every((name) => besideOf(kind).includes(name)),
      })
      return { ...doc, revision, deskState: state, ...kept((originalDoc as Data).inForceAsOf) }
    })

/** Records a new entry only once its row exists, so that a rejected one leaves nothing behind. */
export const recordCreate =
  (kind: ReviewedKind): CollectionAfterChangeHook =>
  async ({ data, doc, operation, req }) => {
    // Not from `doc`: a request may select only some of its fields.
    if (operation === 'create')
      await answering(() => create(deskOf(req), { key: recordKey(kind, data as Data) ?? '', kind }))
    return doc as Data
  }

export const recordDelete =
  (kind: Exclude<ReviewedKind, 'site'>): CollectionBeforeDeleteHook =>
  async ({ id, req }) =>
    answering(async () => {
      const key = await findKey(req, kind, String(id))
      if (key !== null) await recordDeletion(deskOf(req), { key, kind })
    })
