import { snapshotFrom, type Snapshot } from '#domain/publish/snapshot.ts'

/** A site of so many guides, by copying those of a snapshot with all that belongs to them. */
export function copiedGuides(snapshot: Snapshot, guides: number): Snapshot {
  const full = snapshot.jurisdictions.filter(({ guide }) => guide === 'full')
  const copies = Array.from({ length: guides }, (_, index) => {
    const from = full[index % full.length] as (typeof full)[number]
    const round = Math.floor(index / full.length)
    const own = snapshot.jurisdictions.filter(({ key, parent }) => key === from.key || parent === from.key)
    const keys = new Set(own.map(({ key }) => key))
    const text = JSON.stringify({
      places: own.filter(({ guide }) => round === 0 || guide !== 'inbound'),
      // A route to each copy would add a page to every guide.
      entries: snapshot.entries.filter(
        ({ jurisdiction, kind }) => keys.has(jurisdiction ?? '') && (round === 0 || kind !== 'route'),
      ),
      changes: snapshot.changes
        .filter(({ jurisdiction }) => keys.has(jurisdiction ?? ''))
        .map((change) => ({ ...change, seq: change.seq + round * snapshot.changes.length })),
    })
    const named = new RegExp(`"(${[...keys].join('|')})(?=["/])`, 'g')
    return JSON.parse(round === 0 ? text : text.replace(named, `"$1-${round}`)) as {
      places: Snapshot['jurisdictions']
      entries: Snapshot['entries']
      changes: Snapshot['changes']
    }
  })
  const known = new Set(copies.flatMap(({ places }) => places.map(({ key }) => key)))
  const rest = snapshot.jurisdictions.filter(({ key, guide }) => !known.has(key) && guide !== 'full')
  const kept = new Set<string | null>([null, ...rest.map(({ key }) => key)])
  return snapshotFrom({
    day: snapshot.day,
    site: snapshot.site,
    jurisdictions: [...rest, ...copies.flatMap(({ places }) => places)],
    entries: [
      ...snapshot.entries.filter(({ jurisdiction }) => kept.has(jurisdiction)),
      ...copies.flatMap(({ entries }) => entries),
    ],
    changes: [
      ...snapshot.changes.filter(({ jurisdiction }) => kept.has(jurisdiction)),
      ...copies.flatMap(({ changes }) => changes),
    ],
  })
}
