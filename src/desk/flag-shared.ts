import { canonical } from '#domain/canonical.ts'
import type { Entry } from '#domain/content.ts'
import { thaw } from '#domain/editions.ts'
import { keysFrom, partsFrom } from '#domain/shared-parts.ts'
import { inStoredForm } from '#domain/texts.ts'
import { readEdition } from '#store/editions.ts'
import { closeFlag, openFlag, readFlags } from '#store/flags.ts'
import { readHead, readHeadsEditedSinceLive } from '#store/heads.ts'
import { readSharedParts, readSharedPartsByKey, type FrozenCollection } from '#store/shared-parts.ts'
import { entriesUsing } from '#store/uses.ts'
import type { Desk } from './desk.ts'

const LABELS: Record<FrozenCollection, string> = {
  bodies: 'body',
  instruments: 'instrument',
  sources: 'source',
}

interface Printed {
  /** Key of the record now, and the one that it had before this edit: a source is keyed by its address. */
  keys: readonly string[]
  /** The working copy points to the record, and is what is live: so the live edition must print it. */
  mustPrint: boolean
}

/** True where an entry prints a shared record otherwise than it reads now. */
function differs(
  entry: Entry,
  collection: FrozenCollection,
  parts: readonly unknown[],
  { keys, mustPrint }: Printed,
): boolean {
  // What was frozen before texts had one form reads the same.
  const read = (part: unknown): string => canonical(inStoredForm(part))
  const allowed = new Set(parts.map(read))
  const printed = [...new Set(keys)].flatMap((key) => partsFrom(entry, collection, key))
  if (printed.length === 0) return mustPrint
  return printed.some((part) => !allowed.has(read(part)))
}

interface Edited {
  collection: FrozenCollection
  id: string
  name: string
  /** Key that the record had before this edit. */
  formerKey?: string
}

/**
 * After a body, instrument or source was edited: flags each entry whose live edition prints it as it was, and settles
 * the flags of those that print it as it is.
 */
export async function flagShared(
  { req, actor, clock }: Desk,
  { collection, id, name, formerKey }: Edited,
): Promise<void> {
  const about = `${collection}/${id}`
  const now = await readSharedParts(req, collection, id)
  if (!now) return
  const open = new Map((await readFlags(req, { about, open: true })).map((flag) => [flag.entry, flag]))
  const using = new Set(await entriesUsing(req, collection, id))
  // A working copy that was edited since may not point to it any more, while readers still see it.
  const edited = (await readHeadsEditedSinceLive(req)).map(({ entry }) => entry)
  for (const entry of [...new Set([...using, ...edited])].sort()) {
    const head = await readHead(req, entry)
    const edition = head?.live && (await readEdition(req, head.live.hash))
    if (!head?.live || !edition) continue
    const flag = open.get(entry)
    const wrong = differs(thaw(edition), collection, now.parts, {
      keys: [now.key, ...(formerKey ? [formerKey] : [])],
      mustPrint: using.has(entry) && head.live.revision === head.revision,
    })
    if (wrong && !flag)
      await openFlag(req, {
        kind: 'shared-record',
        entry,
        about,
        detail: editedWords(collection, name),
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
 * After an edition went live: settles the flags of shared records that it prints as they are now, and flags those that
 * were edited since it was submitted.
 */
export async function settleSharedFlags(
  { req, actor, clock }: Desk,
  entry: Entry,
  liveN: number,
): Promise<void> {
  const at = clock.now()
  const open = new Set<string>()
  for (const flag of await readFlags(req, { entry: entry.key, kind: 'shared-record', open: true })) {
    const [collection, id] = flag.about.split('/') as [FrozenCollection, string]
    const now = await readSharedParts(req, collection, id)
    if (!now || !differs(entry, collection, now.parts, { keys: [now.key], mustPrint: false }))
      await closeFlag(req, flag.key, { how: 'live', at, by: actor.name })
    else open.add(flag.about)
  }
  for (const collection of Object.keys(LABELS) as FrozenCollection[]) {
    const records = await readSharedPartsByKey(req, collection, keysFrom(entry, collection))
    for (const { id, key, name, parts } of records) {
      const about = `${collection}/${id}`
      if (open.has(about) || !differs(entry, collection, parts, { keys: [key], mustPrint: false })) continue
      const detail = editedWords(collection, name)
      await openFlag(req, {
        kind: 'shared-record',
        entry: entry.key,
        about,
        detail,
        claims: [],
        liveN,
        at,
        by: actor.name,
      })
    }
  }
}
