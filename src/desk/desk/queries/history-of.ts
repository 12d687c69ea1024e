import { editionStates } from '#domain/desk/edition-states.ts'
import type { EntryHistory } from '#domain/desk/workflow-status.ts'
import { readEditionsOf } from '#store/desk/editions.ts'
import { readEvents } from '#store/desk/events.ts'
import type { StoreRequest } from '#store/rows.ts'
import { readKey } from '#store/desk/working-copies.ts'
import type { About } from '../../entry.ts'

/** All events of an entry, newest first, with each of its editions. */
export async function historyOf(req: StoreRequest, { kind, id }: About): Promise<EntryHistory> {
  const key = await readKey(req, kind, id)
  const events = await readEvents(req, key)
  const states = editionStates(events)
  const editions = await readEditionsOf(req, key)
  return {
    events: events
      .map(({ n, at, actor, action, revision, edition, details }) => ({
        n,
        at,
        actor,
        action,
        revision,
        edition,
        details,
      }))
      .reverse(),
    editions: editions
      .map((edition) => {
        const made = events.find((event) => event.edition === edition.hash)
        const live = events.find((event) => event.edition === edition.hash && event.action === 'go-live')
        return {
          n: edition.n,
          hash: edition.hash,
          revision: edition.revision,
          state: states.get(edition.hash) ?? 'replaced',
          at: made?.at ?? '',
          by: made?.actor.name ?? '',
          submission: edition.submission,
          seq: live && typeof live.details.seq === 'number' && live.details.seq > 0 ? live.details.seq : null,
        }
      })
      .reverse(),
  }
}
