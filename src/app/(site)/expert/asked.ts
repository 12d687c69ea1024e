import { dayIn } from '#domain/dates.ts'
import { thaw, type Edition } from '#domain/content/editions.ts'
import { isStructure, type Entry } from '#domain/content/content.ts'
import { askState, type AskState } from '#domain/desk/experts.ts'
import { previewPathOf } from '#domain/publish/printed-on.ts'
import { withReviewed, type Snapshot } from '#domain/publish/snapshot.ts'
import { isKeyWithReaders } from '#domain/publish/with-readers.ts'
import { openedByExpert, type Opened } from '#desk/desk/experts.ts'
import { env } from '#lib/env.ts'
import { readEdition } from '#store/desk/editions.ts'
import { readSnapshot } from '#store/publish/snapshot.ts'
import { readWithReaders } from '#store/publish/with-readers.ts'
import type { Here } from '../here.ts'

/** What a link leads to while its question can be answered. */
export interface Asked extends Opened {
  edition: Edition
  entry: Entry
}

/** What a link leads to, or why it leads nowhere: then nothing of the text is read. */
export async function askedBy(
  { reading }: Here,
  token: string,
): Promise<Asked | Exclude<AskState, 'waiting'>> {
  const opened = await openedByExpert(reading.req, token)
  if (!opened) return 'ended'
  const { head, ask } = opened
  const state = askState(ask, head, reading.clock.now())
  if (state !== 'waiting') return state
  const edition = ask.edition && (await readEdition(reading.req, ask.edition))
  const entry = edition && thaw(edition)
  return edition && entry && !isStructure(entry) ? { ...opened, edition, entry } : 'replaced'
}

/**
 * What readers would get with the edition, and the path of its page with the anchor; null where no guide prints it, or
 * readers do not have that guide: the rest of it is none of an expert's business either.
 */
export async function withReadersPage(
  { payload, reading }: Here,
  { entry }: Asked,
): Promise<{ snapshot: Snapshot; path: string | null }> {
  const today = dayIn(env().siteTimeZone, reading.clock.now())
  const snapshot = withReviewed((await readSnapshot(payload, today)).snapshot, entry)
  const isOpen = isKeyWithReaders(entry.key, await readWithReaders(reading.req))
  return { snapshot, path: isOpen ? previewPathOf(snapshot, entry) : null }
}

/** Whether readers have this very edition: it is live, and so is a guide that has it. */
export const isPublished = async ({ reading }: Here, { head, edition, entry }: Asked): Promise<boolean> =>
  head.live?.hash === edition.hash && isKeyWithReaders(entry.key, await readWithReaders(reading.req))
