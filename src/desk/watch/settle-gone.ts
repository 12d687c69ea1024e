import { WATCH } from '#domain/desk/actors.ts'
import type { FlagKind } from '#domain/desk/flags.ts'
import { closeFlag, readOpenFlags } from '#store/desk/flags.ts'
import type { WatchDesk } from './watch-desk.ts'

/** Settles flags of deleted sources, and of sites without any remaining source. */
export async function settleGone(
  { req, clock }: WatchDesk,
  sources: ReadonlySet<string>,
  hosts: ReadonlySet<string>,
  kinds: readonly FlagKind[],
): Promise<void> {
  for (const { key, about } of await readOpenFlags(req, [...kinds, 'host-down'])) {
    const [of, name = ''] = about.split('/')
    if (of === 'hosts' ? !hosts.has(name) : !sources.has(name))
      await closeFlag(req, key, { how: 'unused', at: clock.now(), by: WATCH.name })
  }
}
