import { COLLECTION_OF } from '#domain/collections.ts'
import { impactOf, type InstrumentImpact } from '#domain/impact.ts'
import { KINDS } from '#domain/keys.ts'
import type { StoreRequest } from './rows.ts'
import { toEntry, type WorkingCopy } from './to-entry.ts'

/** Every place in the working copies that rests on an instrument: offences, channels, steps, routes, statuses. */
export async function impactOfInstrument(req: StoreRequest, instrument: string): Promise<InstrumentImpact[]> {
  const found: InstrumentImpact[] = []
  for (const kind of KINDS) {
    const collection = COLLECTION_OF[kind]
    const { docs } = await req.payload.find({
      collection,
      where: { 'instruments.instrument': { equals: instrument } },
      depth: 1,
      limit: 0,
      pagination: false,
      sort: 'place',
      overrideAccess: true,
      showHiddenFields: true,
      req: req,
    })
    for (const doc of docs) {
      const { entry } = toEntry(kind, doc as WorkingCopy)
      const key = doc.instruments
        ?.map((use) => use.instrument)
        .find((each) => typeof each === 'object' && String(each.id) === instrument)
      if (typeof key !== 'object') continue
      for (const rest of impactOf(key.key ?? '', [entry]))
        found.push({ ...rest, collection, id: String(doc.id), label: doc.label ?? entry.key })
    }
  }
  return found
}
