import { decideWatch } from '#domain/watch/watch-rules.ts'
import { closeFlag, readFlag } from '#store/desk/flags.ts'
import { Refused, type Desk } from '../desk.ts'

/**
 * Dismisses flags, all with the same reason: all of them or none. Each keeps who dismissed it, when and why.
 * @throws {Refused} if any of them may not be dismissed.
 */
export async function dismissFlags(
  { req, actor, clock }: Desk,
  keys: readonly string[],
  reason: string,
): Promise<void> {
  for (const key of new Set(keys)) {
    const decision = decideWatch(actor, { action: 'dismiss', flag: await readFlag(req, key), reason })
    if (!decision.allowed) throw new Refused(decision)
    await closeFlag(req, key, { how: 'dismissed', at: clock.now(), by: actor.name, note: reason.trim() })
  }
}
