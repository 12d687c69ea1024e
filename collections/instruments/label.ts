import type { CollectionBeforeChangeHook } from 'payload'
import { readJurisdiction } from '#store/jurisdictions.ts'

const idOf = (relation: unknown): string | null =>
  relation === null || relation === undefined ? null : typeof relation === 'object' ? String((relation as { id: unknown }).id) : String(relation)

/** What pickers show of an instrument: its title and whose law it is. */
export const labelInstrument: CollectionBeforeChangeHook = async ({ data, req }) => {
  const place = await readJurisdiction(req, idOf(data.jurisdiction))
  return { ...data, label: [data.title, place?.name].filter(Boolean).join(' · ') }
}
