import { APIError, type GlobalBeforeChangeHook, type GlobalBeforeOperationHook } from 'payload'
import { mayAdminister } from '#domain/desk/actors.ts'
import { SITE_KEY } from '#domain/keys.ts'
import { create } from '#desk/desk/create.ts'
import { save } from '#desk/desk/save.ts'
import { actorOf } from '#lib/actor.ts'
import { readHead } from '#store/desk/heads.ts'
import { changedFields } from '../entries/hooks.ts'
import { answering } from '../shared/answer.ts'
import { deskOf } from '../shared/desk-of.ts'

type Data = Record<string, unknown>

/** Refuses to restore an old version over the current words: someone must check each of them. */
export const startedFrom: GlobalBeforeOperationHook = async ({ args, operation, req }) => {
  // A user without permission gets the plain refusal, without details of the current state.
  const actor = actorOf(req)
  if (!actor || !mayAdminister(actor)) return args as unknown
  if ((operation as string) === 'restoreVersion')
    throw new APIError(
      'An old version is not restored over the words of the site. Open them and copy what you need from the version.',
      409,
      undefined,
      true,
    )
  // Payload would fill omitted fields from the current state, as if the request had stated them.
  const { data } = args as { data?: Data }
  const said = typeof data?.revision === 'number'
  if (operation === 'update' && !said && (await readHead(req, SITE_KEY))?.revision)
    throw new APIError(
      'A save must say in “revision” which revision it started from. Reload, and make your changes again.',
      422,
      undefined,
      true,
    )
  return args as unknown
}

/** Moves the head and records every save, in the save's own transaction. */
export const recordSite: GlobalBeforeChangeHook = ({ data, originalDoc, req }) =>
  answering(async () => {
    const doc = data as Data
    const desk = deskOf(req)
    const head = await readHead(req, SITE_KEY)
    if (!head?.revision) return { ...doc, revision: await create(desk, { key: SITE_KEY, kind: 'site' }) }
    const { revision } = await save(desk, {
      key: SITE_KEY,
      kind: 'site',
      from: typeof doc.revision === 'number' ? doc.revision : null,
      changed: changedFields(originalDoc as Data, doc),
    })
    return { ...doc, revision }
  })
