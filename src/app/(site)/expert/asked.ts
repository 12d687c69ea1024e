import { dayIn } from '#domain/dates.ts'
import { thaw, type Edition } from '#domain/content/editions.ts'
import { isStructure, type Entry } from '#domain/content/content.ts'
import { askState, type AskState } from '#domain/desk/experts.ts'
import { previewPathOf } from '#domain/publish/printed-on.ts'
import { withReviewed, type Snapshot } from '#domain/publish/snapshot.ts'
import { openedByExpert, type Opened } from '#desk/desk/experts.ts'
import { env } from '#lib/env.ts'
import { readEdition } from '#store/desk/editions.ts'
import { readSnapshot } from '#store/publish/snapshot.ts'
import type { Here } from '../here.ts'

/** What a link leads to while its question can be answered. */
export interface Asked extends Opened {
  edition: Edition
  entry: Entry
  /** What readers would get with this edition. */
  snapshot: Snapshot
  /** Path of the page that has it, with its anchor; null where no guide prints it. */
  path: string | null
}

/** What a link leads to, or why it leads nowhere: then nothing of the text is read. */
export async function askedBy(
  { payload, reading }: Here,
  token: string,
): Promise<Asked | Exclude<AskState, 'waiting'>> {
  const opened = await openedByExpert(reading.req, token)
  if (!opened) return 'ended'
  const { head, ask } = opened
  const state = askState(ask, head, reading.clock.now())
  if (state !== 'waiting') return state
  const edition = ask.edition && (await readEdition(reading.req, ask.edition))
  const entry = edition && thaw(edition)
  if (!edition || !entry || isStructure(entry)) return 'replaced'
  const today = dayIn(env().siteTimeZone, reading.clock.now())
  const { snapshot } = await readSnapshot(payload, today)
  const shown = withReviewed(snapshot, entry)
  return { ...opened, edition, entry, snapshot: shown, path: previewPathOf(shown, entry) }
}
