import type { CollectionBeforeChangeHook } from 'payload'
import { idOf } from '#domain/values.ts'
import { readJurisdiction } from '#store/jurisdictions.ts'

/** What pickers show of an instrument: its title and whose law it is. */
export const labelInstrument: CollectionBeforeChangeHook = async ({ data, req }) => {
  const place = await readJurisdiction(req, idOf(data.jurisdiction))
  return { ...data, label: [data.title, place?.name].filter(Boolean).join(' · ') }
}
