import { canonical } from '#domain/canonical.ts'
import type { Entry } from '#domain/content.ts'
import { thaw } from '#domain/editions.ts'
import { partsFrom } from '#domain/shared-parts.ts'
import { readEdition } from '#store/editions.ts'
import { closeFlag, openFlag, readFlags } from '#store/flags.ts'
import { readHead } from '#store/heads.ts'
import { readSharedParts, type FrozenCollection } from '#store/shared-parts.ts'
import { entriesUsing } from '#store/uses.ts'
import type { Desk } from './desk.ts'

const LABELS: Record<FrozenCollection, string> = {
  bodies: 'body',
  instruments: 'instrument',
  sources: 'source',
}

/** True where an entry prints a shared record otherwise than it reads now. */
async function differs(
  req: Desk['req'],
  entry: Entry,
  collection: FrozenCollection,
  id: string,
): Promise<boolean> {
  const now = await readSharedParts(req, collection, id)
  if (!now) return false
  const allowed = new Set(now.parts.map((part) => canonical(part)))
  return partsFrom(entry, collection, now.key).some((part) => !allowed.has(canonical(part)))
}

/**
 * After a body, instrument or source was edited: flags each entry whose live edition prints it as it was, and settles
 * the flags of those that print it as it is.
 */
export async function flagShared(
  { req, actor, clock }: Desk,
  { collection, id, name }: { collection: FrozenCollection; id: string; name: string },
): Promise<void> {
  const about = `${collection}/${id}`
  const open = new Map((await readFlags(req, { about, open: true })).map((flag) => [flag.entry, flag]))
  for (const entry of await entriesUsing(req, collection, id)) {
    const head = await readHead(req, entry)
    const edition = head?.live && (await readEdition(req, head.live.hash))
    if (!head?.live || !edition) continue
    const flag = open.get(entry)
    const wrong = await differs(req, thaw(edition), collection, id)
    if (wrong && !flag)
      await openFlag(req, {
        kind: 'shared-record',
        entry,
        about,
        detail: `The ${LABELS[collection]} “${name}” was edited: readers still see it as it was.`,
        claims: [],
        liveN: head.live.n,
        at: clock.now(),
        by: actor.name,
      })
    if (!wrong && flag) await closeFlag(req, flag.key, { how: 'same', at: clock.now(), by: actor.name })
  }
}

/** After an edition went live: settles the flags of shared records that it prints as they are now. */
export async function settleSharedFlags({ req, actor, clock }: Desk, entry: Entry): Promise<void> {
  for (const flag of await readFlags(req, { entry: entry.key, kind: 'shared-record', open: true })) {
    const [collection, id] = flag.about.split('/') as [FrozenCollection, string]
    if (!(await differs(req, entry, collection, id)))
      await closeFlag(req, flag.key, { how: 'live', at: clock.now(), by: actor.name })
  }
}
