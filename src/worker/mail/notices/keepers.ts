import type { EditorialEvent } from '#domain/desk/events.ts'
import type { Head } from '#domain/desk/heads.ts'
import { parseEntryKey } from '#domain/keys.ts'
import { liveSubmitterOf } from '#domain/mail/told-of.ts'
import { readEvents } from '#store/desk/events.ts'
import { readHead } from '#store/desk/heads.ts'
import { readResponsible } from '#store/desk/staff.ts'
import type { StoreRequest } from '#store/rows.ts'

/** Ids of those who look after an entry: the first person responsible for its place, and who submitted what is live. */
export async function keepersOf(
  req: StoreRequest,
  entry: string,
  known: { head: Head; events: readonly EditorialEvent[] } | null = null,
): Promise<string[]> {
  const head = known?.head ?? (await readHead(req, entry))
  const events = known?.events ?? (await readEvents(req, entry))
  const [first] = await readResponsible(req, parseEntryKey(entry)?.place ?? '')
  const submitter = head && liveSubmitterOf(head, events)
  return [...(first ? [`user:${first.id}`] : []), ...(submitter ? [submitter] : [])]
}
