import type { CollectionAfterChangeHook, CollectionBeforeDeleteHook, PayloadRequest } from 'payload'
import type { SharedAction, SharedFields } from '#domain/desk/shared-edits.ts'
import type { FrozenCollection } from '#domain/content/shared-parts.ts'
import { textOf } from '#domain/values.ts'
import { recordEdit } from '#desk/desk/shared-record.ts'
import { actorOf } from '#lib/actor.ts'
import { systemClock } from '#lib/clock.ts'
import { env } from '#lib/env.ts'
import { readSharedRecord, sharedFieldsOf } from '#store/desk/shared-fields.ts'
import { answering } from './answer.ts'
import { NOBODY } from './nobody.ts'

type Doc = Record<string, unknown>

const NOTHING: SharedFields = new Map()

interface Edit {
  action: SharedAction
  before: Doc | null
  after: Doc | null
}

async function record(
  req: PayloadRequest,
  collection: FrozenCollection,
  id: string,
  { action, before, after }: Edit,
): Promise<void> {
  const fields = (doc: Doc | null): Promise<SharedFields> | SharedFields =>
    doc ? sharedFieldsOf(req, collection, doc) : NOTHING
  const desk = { req, actor: actorOf(req) ?? NOBODY, clock: systemClock, timeZone: env().siteTimeZone }
  await answering(async () =>
    recordEdit(desk, {
      collection,
      id,
      name: textOf((after ?? before)?.label),
      action,
      before: await fields(before),
      after: await fields(after),
    }),
  )
}

/** Records who changed which field of a shared record, in the save's own transaction. */
export const recordEdits =
  (collection: FrozenCollection): CollectionAfterChangeHook =>
  async ({ doc, previousDoc, operation, req }) => {
    const id = String((doc as { id: unknown }).id)
    // Not `doc`: a request may select only some of its fields.
    await record(req, collection, id, {
      action: operation === 'create' ? 'create' : 'save',
      before: operation === 'create' ? null : (previousDoc as Doc),
      after: await readSharedRecord(req, collection, id),
    })
    return doc as Doc
  }

export const recordRemoval =
  (collection: FrozenCollection): CollectionBeforeDeleteHook =>
  async ({ id, req }) => {
    const before = await readSharedRecord(req, collection, String(id))
    await record(req, collection, String(id), { action: 'delete', before, after: null })
  }
