import type { PayloadRequest } from 'payload'
import { actorOf } from '#lib/actor.ts'
import { systemClock } from '#lib/clock.ts'
import { askPublish } from '#store/work.ts'

/** Structure is not reviewed: saving it publishes. Asked for in the transaction of the save. */
export async function publishAfter<T>({ doc, req }: { doc: T; req: PayloadRequest }): Promise<T> {
  await askPublish(req, { entry: null, by: actorOf(req)?.name ?? 'The server', at: systemClock.now() })
  return doc
}
