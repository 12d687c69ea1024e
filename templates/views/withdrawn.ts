import { prose, type ProseBlock } from '#domain/content/prose.ts'
import { printDate } from '#domain/dates.ts'
import type { Change } from '#domain/publish/changes.ts'
import { withdrawnBlocks } from '#domain/publish/withdrawn-blocks.ts'
import type { ChangeContext } from './changes.ts'

/** What became of a block that is gone: its address leads here, and nothing of what stood there does. */
export interface WithdrawnView {
  id: string
  title: string
  day: string
  reason: ProseBlock[]
}

/** @param place key of the place whose page it is. */
export const withdrawnView = (
  changes: readonly Change[],
  place: string,
  { dayOf }: Pick<ChangeContext, 'dayOf'>,
): WithdrawnView[] =>
  withdrawnBlocks(changes, place).map(({ entry, title, at, note }) => ({
    id: entry,
    title,
    day: printDate(dayOf(at)),
    reason: prose(note ?? ''),
  }))
