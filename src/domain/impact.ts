import type { Entry } from './content.ts'
import type { Relation, Standing } from './standing.ts'

/** One entry that rests on an instrument, and how. */
export interface Rest {
  entry: string
  kind: Entry['kind']
  provision: string | null
  relation: Relation
  standing: Standing
  /** Claims that rest on it; empty when the whole entry does. */
  claims: string[]
}

/** Something that rests on an instrument, with where its working copy is kept. */
export interface InstrumentImpact extends Rest {
  collection: string
  id: string
  label: string
}

/** Every place in these entries that rests on the instrument, in the order of the entries. */
export function impactOf(instrument: string, entries: Iterable<Entry>): Rest[] {
  const found: Rest[] = []
  for (const entry of entries)
    for (const use of entry.instruments)
      if (use.instrument.key === instrument)
        found.push({
          entry: entry.key,
          kind: entry.kind,
          provision: use.provision,
          relation: use.relation,
          standing: use.standing,
          claims: use.claims,
        })
  return found
}
