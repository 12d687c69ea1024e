import { APIError, type CollectionBeforeChangeHook, type CollectionBeforeDeleteHook } from 'payload'
import { counted } from '#domain/desk/impact.ts'
import { lawChangeState, type LawChangeState } from '#domain/desk/law-changes.ts'
import { idOf, textOf } from '#domain/values.ts'
import { readFlags } from '#store/desk/flags.ts'

const refuse = (message: string): never => {
  throw new APIError(message, 409, undefined, true)
}

/** Its state as stored. */
const stateOf = (state: unknown): LawChangeState =>
  state === 'settled' || state === 'under-way' ? state : 'recorded'

/** Only its flags determine a law change's state, whatever a save or an old version contains. */
export const keepToItsFlags: CollectionBeforeChangeHook<Record<string, unknown> & { id: string }> = async ({
  data,
  originalDoc,
  operation,
  req,
}) => {
  if (operation === 'create' || !originalDoc) return { ...data, state: 'recorded' }
  const flags = await readFlags(req, { kind: 'law-change', about: String(originalDoc.id) })
  const to = data.instrument === undefined ? originalDoc.instrument : data.instrument
  if (flags.length > 0 && idOf(to) !== idOf(originalDoc.instrument))
    refuse(
      `The instrument cannot change: ${counted(flags.length, 'entry was', 'entries were')} flagged because this one changed. Record another law change for the other instrument.`,
    )
  return { ...data, state: lawChangeState(flags, stateOf(originalDoc.state)) }
}

/**
 * Refuses to delete a law change with open flags, which people are working on, or settled ones, which are part
 * of the record.
 */
export const refuseWhileFlagged: CollectionBeforeDeleteHook = async ({ id, req }) => {
  const flags = (await readFlags(req, { kind: 'law-change', about: textOf(String(id)) })).filter(
    ({ how }) => how !== 'deleted',
  )
  if (flags.length === 0) return
  const open = flags.filter(({ closedAt }) => closedAt === null)
  const named = [...new Set((open.length > 0 ? open : flags).map(({ entry }) => entry))]
  const list = `${named.slice(0, 3).join(', ')}${named.length > 3 ? ` and ${named.length - 3} more` : ''}`
  refuse(
    open.length > 0
      ? `This law change cannot be deleted: ${counted(named.length, 'entry is', 'entries are')} still flagged for it (${list}). Settle them: say of each flagged claim that it states the new law or is not affected, or withdraw the entry.`
      : `This law change cannot be deleted: the record of ${counted(named.length, 'entry', 'entries')} says how it was settled (${list}).`,
  )
}
