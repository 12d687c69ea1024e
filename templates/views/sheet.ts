import type { LegalDate } from '#domain/dates.ts'
import type { Guide } from '#domain/publish/guides.ts'
import type { ChannelView } from './channel.ts'
import { offenceView, type OffenceView } from './offence.ts'
import { PageContext } from './page-context.ts'
import { Room } from './room.ts'
import {
  channelLines,
  recordChannels,
  shortEmergency,
  shortView,
  type ShortEmergency,
  type ShortView,
} from './short-print.ts'
import { catalogue } from '../words/index.ts'

/** Characters of a line, and lines for each part: together they leave two pages of either paper. */
const PER_LINE = 85
const LINES = { emergency: 12, channels: 16, say: 34, deadlines: 10 }

/** A time limit, and the offences that have it. */
interface Deadline {
  words: string
  of: string[]
}

interface Fitted<T> {
  shown: T[]
  /** How many had no room. */
  more: number
}

/** Two pages to act on: the number, where to report, what to say, until when. */
export interface SheetView extends ShortView {
  emergency: ShortEmergency
  channels: Fitted<ChannelView>
  say: Fitted<{ title: string; words: string }>
  deadlines: Fitted<Deadline>
  blankRows: number[]
}

const textOf = ({ blocks }: NonNullable<OffenceView['timeLimit']>): string =>
  blocks.map((block) => (block.type === 'list' ? block.items.join('; ') : block.text)).join(' ')

/** Each time limit once. */
const deadlinesOf = (offences: readonly OffenceView[]): Deadline[] =>
  [
    ...Map.groupBy(
      offences.flatMap(({ title, timeLimit }) => (timeLimit ? [{ title, words: textOf(timeLimit) }] : [])),
      ({ words }) => words,
    ),
  ].map(([words, group]) => ({ words, of: group.map(({ title }) => title) }))

export function sheetView(
  guide: Guide,
  about: { changedOn: LegalDate; publicUrl: string | undefined },
): SheetView {
  const offences = guide.offences.map((entry) => offenceView(entry, new PageContext([entry]), new Map()))
  const said = offences.flatMap(({ title, say }) => (say === null ? [] : [{ title, words: say }]))
  const doxxing = guide.profile.content.doxxing?.say
  if (doxxing && !said.some(({ words }) => words === doxxing))
    said.push({ title: catalogue.guide.doxxing, words: doxxing })
  const roomFor = (part: keyof typeof LINES): Room => new Room(LINES[part], PER_LINE)
  const [channels, say, deadlines] = [roomFor('channels'), roomFor('say'), roomFor('deadlines')]
  return {
    ...shortView('sheet', guide, about),
    emergency: shortEmergency(guide, roomFor('emergency')),
    channels: channels.fit(recordChannels(guide), (channel) => channelLines(channels, channel)),
    say: say.fit(said, ({ title, words }) => say.linesOf(`${title}: ${words}`)),
    deadlines: deadlines.fit(deadlinesOf(offences), ({ words, of }) =>
      deadlines.linesOf(words, of.join(', ')),
    ),
    blankRows: [1, 2, 3, 4, 5, 6, 7, 8],
  }
}
