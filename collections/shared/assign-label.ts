import type { CollectionBeforeChangeHook } from 'payload'
import { labelWithPlace } from '#domain/content/names.ts'
import { idOf, textOf } from '#domain/values.ts'
import { readJurisdiction } from '#store/desk/jurisdictions.ts'

/** The label of a shared record in pickers: its title and its place. */
export const assignLabel =
  (title: string): CollectionBeforeChangeHook<Record<string, unknown> & { id: string }> =>
  async ({ data, req }) => {
    const place = await readJurisdiction(req, idOf(data.jurisdiction))
    return { ...data, label: labelWithPlace(textOf(data[title]), place?.name) }
  }
