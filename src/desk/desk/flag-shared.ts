import { canonical } from '#domain/canonical.ts'
import type { Entry } from '#domain/content/content.ts'
import { thawEntry, type Edition } from '#domain/content/editions.ts'
import type { EditorialEvent } from '#domain/desk/events.ts'
import { isStructureKind } from '#domain/keys.ts'
import { bothForms, isSameId, withPortableIds } from '#domain/portable-ids.ts'
import { printsOf } from '#domain/desk/shared-changes.ts'
import { collectionOf, recordName, type RecordName } from '#domain/desk/shared-edits.ts'
import {
  FROZEN_COLLECTIONS,
  keysFrom,
  partsFrom,
  type FrozenCollection,
} from '#domain/content/shared-parts.ts'
import { inStoredForm } from '#domain/texts.ts'
import { readEdition } from '#store/desk/editions.ts'
import { readEvents } from '#store/desk/events.ts'
import { closeFlag, openFlag, readFlags } from '#store/desk/flags.ts'
import { readHead, readHeadsEditedSinceLive } from '#store/desk/heads.ts'
import type { StoreRequest } from '#store/rows.ts'
import {
  readFormerKeys,
  readIdsByFormerKey,
  readSharedParts,
  readSharedPartsByKey,
} from '#store/content/shared-parts.ts'
import { entriesUsing } from '#store/content/uses.ts'
import type { Desk } from '../desk.ts'

const LABELS: Record<FrozenCollection, string> = {
  bodies: 'body',
  instruments: 'instrument',
  sources: 'source',
}

interface Printed {
  /** Keys under which the edition may refer to the record. */
  keys: readonly string[]
  /**
   * The working copy refers to the record and is identical to the live edition, so the live edition must print
   * it.
   */
  mustPrint: boolean
}

/** True if an entry prints a shared record differently from its current state. */
function differs(
  entry: Entry,
  collection: FrozenCollection,
  parts: readonly unknown[],
  { keys, mustPrint }: Printed,
): boolean {
  // Content frozen before texts had one stored form still compares equal.
  const read = (part: unknown): string => canonical(inStoredForm(part))
  const allowed = new Set(parts.map(read))
  const printed = [...new Set(keys)].flatMap((key) => partsFrom(entry, collection, key))
  if (printed.length === 0) return mustPrint
  return printed.some((part) => !allowed.has(read(part)))
}

interface Edited {
  collection: FrozenCollection
  id: string
}

/**
 * Keys under which an edition may refer to a record: the one noted when it was frozen; otherwise the record's
 * current key and any former key that no other record has taken since. A source's key derives from its address.
 */
async function keysOf(
  req: StoreRequest,
  record: { name: RecordName; key: string; former: readonly string[] },
  edition: Edition,
): Promise<string[]> {
  if (record.former.length === 0) return [record.key]
  const events = await readEvents(req, edition.entry)
  const noted = printsOf(edition.hash, events).find((each) => isSameId(each.record, record.name))
  return noted ? [noted.key] : [record.key, ...record.former]
}

/**
 * After a body, instrument or source was edited: flags each entry whose live edition prints its former state,
 * and settles the flags of those that print the current one.
 */
export async function flagShared({ req, actor, clock }: Desk, { collection, id }: Edited): Promise<void> {
  const about = recordName(collection, id)
  const now = await readSharedParts(req, collection, id)
  if (!now) return
  const former = await readFormerKeys(req, collection, id)
  const open = new Map((await readFlags(req, { about, open: true })).map((flag) => [flag.entry, flag]))
  const using = new Set(await entriesUsing(req, collection, id))
  // A working copy edited since then may no longer refer to the record while its live edition still prints it.
  // Places and the site print no shared record.
  const edited = (await readHeadsEditedSinceLive(req))
    .filter(({ kind }) => !isStructureKind(kind))
    .map(({ entry }) => entry)
  for (const entry of [...new Set([...using, ...edited])].sort()) {
    const head = await readHead(req, entry)
    const edition = head?.live && (await readEdition(req, head.live.hash))
    if (!head?.live || !edition) continue
    const flag = open.get(entry)
    const wrong = differs(thawEntry(edition), collection, now.parts, {
      keys: await keysOf(req, { name: about, key: now.key, former }, edition),
      mustPrint: using.has(entry) && head.live.revision === head.revision,
    })
    if (wrong && !flag)
      await openFlag(req, {
        kind: 'shared-record',
        entry,
        about,
        detail: editedWords(collection, now.name),
        claims: [],
        liveN: head.live.n,
        at: clock.now(),
        by: actor.name,
      })
    if (!wrong && flag) await closeFlag(req, flag.key, { how: 'same', at: clock.now(), by: actor.name })
  }
}

const editedWords = (collection: FrozenCollection, name: string): string =>
  `The ${LABELS[collection]} “${name}” was edited: readers still see it as it was.`

/**
 * After an edition went live: settles the flags of shared records that it prints in their current state, and
 * flags those edited since it was submitted.
 */
export async function settleSharedFlags(
  { req, actor, clock }: Desk,
  edition: Edition,
  events: readonly EditorialEvent[],
): Promise<void> {
  const entry = thawEntry(edition)
  const at = clock.now()
  const open = new Map(
    (await readFlags(req, { entry: entry.key, kind: 'shared-record', open: true })).map((flag) => [
      flag.about,
      flag,
    ]),
  )
  const prints = printsOf(edition.hash, events)
  const noted = new Map(prints.map(({ record, key }) => [withPortableIds(record), key]))
  const printed = prints.length > 0 ? prints.map(({ record }) => record) : await recordsByKey(req, entry)
  const seen = new Set<RecordName>()
  for (const name of new Set([...(open.keys() as Iterable<RecordName>), ...printed])) {
    const { about, id, now } = await asOfToday(req, name)
    if (seen.has(about)) continue
    seen.add(about)
    const collection = collectionOf(about)
    const key = noted.get(withPortableIds(about))
    const keys = [
      key ?? now?.key ?? '',
      ...(key === undefined ? await readFormerKeys(req, collection, id) : []),
    ]
    const wrong = now !== null && differs(entry, collection, now.parts, { keys, mustPrint: false })
    const flag = open.get(about)
    if (flag && !wrong) await closeFlag(req, flag.key, { how: 'live', at, by: actor.name })
    if (!flag && wrong)
      await openFlag(req, {
        kind: 'shared-record',
        entry: entry.key,
        about,
        detail: editedWords(collection, now.name),
        claims: [],
        liveN: edition.n,
        at,
        by: actor.name,
      })
  }
}

/** A record with the name that it has today: an edition noted the one of before a move, if there was one since. */
async function asOfToday(
  req: StoreRequest,
  name: RecordName,
): Promise<{ about: RecordName; id: string; now: Awaited<ReturnType<typeof readSharedParts>> }> {
  const collection = collectionOf(name)
  const idIn = (record: string): string => record.slice(collection.length + 1)
  for (const about of bothForms(name) as RecordName[]) {
    const now = await readSharedParts(req, collection, idIn(about))
    if (now) return { about, id: idIn(about), now }
  }
  return { about: name, id: idIn(name), now: null }
}

/**
 * The shared records that an edition prints, found by their current or former keys, if the edition did not note
 * them.
 */
async function recordsByKey(req: StoreRequest, entry: Entry): Promise<RecordName[]> {
  const found: RecordName[] = []
  for (const collection of FROZEN_COLLECTIONS) {
    const keys = keysFrom(entry, collection)
    const records = await readSharedPartsByKey(req, collection, keys)
    const missing = keys.filter((key) => !records.some((record) => record.key === key))
    const former = await readIdsByFormerKey(req, collection, missing)
    found.push(...[...records.map(({ id }) => id), ...former].map((id) => recordName(collection, id)))
  }
  return found
}
