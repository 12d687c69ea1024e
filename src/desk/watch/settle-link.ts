import { LINK_FLAGS } from '#domain/watch/source-states.ts'
import { closeFlag, readFlags } from '#store/desk/flags.ts'
import type { Desk } from '../desk.ts'

/** After a source's address changed: settles the flags about the old address. */
export async function settleLink({ req, actor, clock }: Desk, id: string): Promise<void> {
  for (const { kind, key } of await readFlags(req, { about: `sources/${id}`, open: true }))
    if ((LINK_FLAGS as readonly string[]).includes(kind))
      await closeFlag(req, key, { how: 'address', at: clock.now(), by: actor.name })
}
