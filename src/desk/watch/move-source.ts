import { decideWatch } from '#domain/watch/watch-rules.ts'
import { moveSourceTo, readSource } from '#store/content/sources.ts'
import { readSourceStates } from '#store/watch/source-states.ts'
import { Refused, type Desk } from '../desk.ts'

/**
 * Changes a source's address to the one it has permanently moved to. This is an ordinary save: entries whose
 * live edition prints the old address are flagged, and readers see the new one with their next edition.
 * @param to the address that the person saw and opened.
 * @throws {Refused} if the page has since moved elsewhere.
 */
export async function moveSource({ req, actor }: Desk, id: string, to: string): Promise<void> {
  const source = await readSource(req, id)
  if (!source)
    throw new Refused({ allowed: false, because: 'state', message: 'This source is not there any more.' })
  const state = (await readSourceStates(req, [id])).get(id) ?? null
  const decision = decideWatch(actor, { action: 'move', state, url: source.url, to })
  if (!decision.allowed) throw new Refused(decision)
  await moveSourceTo(req, id, to)
}
