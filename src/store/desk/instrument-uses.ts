import { claimName, claimNames } from '#domain/content/claim-names.ts'
import { COLLECTION_OF } from '#domain/content/collections.ts'
import type { Entry } from '#domain/content/content.ts'
import { thawEntry } from '#domain/content/editions.ts'
import { impactOf, type InstrumentImpact } from '#domain/desk/impact.ts'
import { isStructureKind, KINDS } from '#domain/keys.ts'
import { toEntry, type WorkingCopy } from '../content/to-entry.ts'
import type { Row } from '../row.ts'
import { findRow, findRows, type StoreRequest } from '../rows.ts'
import { readEditions } from './editions.ts'
import { findWorkingCopies } from './working-copies.ts'

/** A use of an instrument, with the entry that it was found in. */
export interface FoundUse extends InstrumentImpact {
  content: Entry
  /** The live edition, where the working copy has moved on from it and it rests on the instrument, too. */
  live: Entry | null
}

/** What claims are called by an entry, or by its other state, if it makes them no more. */
export function claimLabels(entry: Entry, claims: readonly string[], other: Entry | null = null): string[] {
  const [names, before] = [claimNames(entry), [claimNames(other)]]
  return claims.map((claim) => claimName(claim, names, before))
}

export function instrumentTitle(req: StoreRequest, instrument: string): Promise<string | null> {
  return findRow(req, 'instruments', (row) => row.textOrNull('title'), { id: { equals: instrument } })
}

export function instrumentKey(req: StoreRequest, instrument: string): Promise<string | null> {
  return findRow(req, 'instruments', (row) => row.textOrNull('key'), { id: { equals: instrument } })
}

async function inWorkingCopies(req: StoreRequest, instrument: string, key: string): Promise<FoundUse[]> {
  const found: FoundUse[] = []
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
      for (const dependent of impactOf(key, [entry]))
        found.push({
          ...dependent,
          collection,
          id: String(doc.id),
          label: doc.label ?? entry.key,
          claimLabels: claimLabels(entry, dependent.claims),
          onlyLive: false,
          content: entry,
          live: null,
        })
    }
  }
  return found
}

export const toLiveHead = (row: Row) => ({
  entry: row.sealed('entry'),
  liveHash: row.sealedOrNull('liveHash'),
})

/** Live editions that rest on the instrument, of entries whose working copy has moved on since. */
async function liveOfEdited(req: StoreRequest, key: string): Promise<Entry[]> {
  const edited = await findRows(
    req,
    'heads',
    toLiveHead,
    {
      or: [
        { draft: { equals: true } },
        { openState: { in: ['in-review', 'changes-requested', 'approved'] } },
      ],
    },
    'entry',
  )
  const hashes = edited.flatMap(({ liveHash }) => liveHash ?? [])
  return [...(await readEditions(req, hashes, key)).values()]
    .filter(({ kind }) => !isStructureKind(kind))
    .map(thawEntry)
}

/** Uses of the instrument that readers still see, though they were removed from the working copy. */
async function onlyLive(req: StoreRequest, key: string, entries: readonly Entry[]): Promise<FoundUse[]> {
  const rests = impactOf(key, entries)
  if (rests.length === 0) return []
  const byKey = new Map(entries.map((entry) => [entry.key, entry]))
  const copies = await findWorkingCopies(
    req,
    rests.map(({ entry }) => entry),
  )
  return rests.flatMap((dependent) => {
    const copy = copies.get(dependent.entry)
    const content = byKey.get(dependent.entry)
    if (!copy || !content) return []
    return [
      {
        ...dependent,
        ...copy,
        claimLabels: claimLabels(content, dependent.claims),
        onlyLive: true,
        content,
        live: null,
      },
    ]
  })
}

/** Every use of an instrument, in working copies, and in live editions that still have it. */
export async function findUses(req: StoreRequest, instrument: string): Promise<FoundUse[]> {
  const key = await instrumentKey(req, instrument)
  if (key === null) return []
  const working = await inWorkingCopies(req, instrument, key)
  const known = new Set(working.map(({ entry }) => entry))
  const live = await liveOfEdited(req, key)
  const byKey = new Map(live.map((entry) => [entry.key, entry]))
  return [
    ...working.map((use) => ({ ...use, live: byKey.get(use.entry) ?? null })),
    ...(await onlyLive(
      req,
      key,
      live.filter((entry) => !known.has(entry.key)),
    )),
  ]
}
