import { APIError, type CollectionBeforeChangeHook, type CollectionBeforeDeleteHook } from 'payload'
import { counted } from '#domain/impact.ts'
import { lawChangeState } from '#domain/law-changes.ts'
import { idOf, textOf } from '#domain/values.ts'
import { readFlags } from '#store/flags.ts'

const refuse = (message: string): never => {
  throw new APIError(message, 409, undefined, true)
}

/** Its flags alone say how far a law change is, whatever a save or an old version brings along. */
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
  return { ...data, state: lawChangeState(flags) }
}

/** What people are at work on is not taken from under them. */
export const refuseWhileUnderWay: CollectionBeforeDeleteHook = async ({ id, req }) => {
  const open = await readFlags(req, { kind: 'law-change', about: textOf(String(id)), open: true })
  if (open.length === 0) return
  const named = open.slice(0, 3).map(({ entry }) => entry)
  const more = open.length > 3 ? ` and ${open.length - 3} more` : ''
  refuse(
    `This law change cannot be deleted: ${counted(open.length, 'entry is', 'entries are')} still flagged for it (${named.join(', ')}${more}). Settle them first: make a newer edition live, withdraw it, or verify it unchanged.`,
  )
}
