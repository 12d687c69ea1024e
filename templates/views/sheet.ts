import type { LegalDate } from '#domain/dates.ts'
import type { Guide } from '#domain/publish/guides.ts'
import type { ChannelView } from './channel.ts'
import { offenceView, type OffenceView } from './offence.ts'
import { PageContext } from './page-context.ts'
import { Room } from './room.ts'
import {
  channelLines,
  hasForce,
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

/** An offence by name, with its legal status where that is not simply in force. */
type Named = Pick<OffenceView, 'title' | 'standingWord'>

/** A time limit, and the offences that have it. */
interface Deadline {
  words: string
  of: Named[]
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
  say: Fitted<Named & { words: string }>
  deadlines: Fitted<Deadline>
  blankRows: number[]
}

const textOf = ({ blocks }: NonNullable<OffenceView['timeLimit']>): string =>
  blocks.map((block) => (block.type === 'list' ? block.items.join('; ') : block.text)).join(' ')

/** Each time limit once. */
const deadlinesOf = (offences: readonly OffenceView[]): Deadline[] =>
  [
    ...Map.groupBy(
      offences.flatMap(({ title, standingWord, timeLimit }) =>
        timeLimit ? [{ title, standingWord, words: textOf(timeLimit) }] : [],
      ),
      ({ words }) => words,
    ),
  ].map(([words, group]) => ({
    words,
    of: group.map(({ title, standingWord }) => ({ title, standingWord })),
  }))

const nameOf = ({ title, standingWord }: Named): string =>
  standingWord === null ? title : `${title} (${standingWord})`

/** What to say of each offence, and of doxxing where no offence has the same words. */
function saidOf({ profile }: Guide, offences: readonly OffenceView[]): SheetView['say']['shown'] {
  const said = offences.flatMap(({ title, standingWord, say }) =>
    say === null ? [] : [{ title, standingWord, words: say }],
  )
  const doxxing = hasForce(profile) ? profile.content.doxxing?.say : null
  return doxxing && !said.some(({ words }) => words === doxxing)
    ? [...said, { title: catalogue.guide.doxxing, standingWord: null, words: doxxing }]
    : said
}

/** How many words to say and time limits are not in force yet. */
function notYetOf({ profile, offences }: Guide): { say: number; deadlines: number } {
  const later = offences
    .filter((entry) => !hasForce(entry))
    .map((entry) => offenceView(entry, new PageContext([entry]), new Map()))
  const doxxing = !hasForce(profile) && profile.content.doxxing?.say
  return {
    say: later.filter(({ say }) => say !== null).length + (doxxing ? 1 : 0),
    deadlines: deadlinesOf(later).length,
  }
}

export function sheetView(
  guide: Guide,
  about: { changedOn: LegalDate; publicUrl: string | undefined },
): SheetView {
  const offences = guide.offences
    .filter(hasForce)
    .map((entry) => offenceView(entry, new PageContext([entry]), new Map()))
  const said = saidOf(guide, offences)
  const later = notYetOf(guide)
  const { now, later: laterChannels } = recordChannels(guide)
  const roomFor = (part: keyof typeof LINES): Room => new Room(LINES[part], PER_LINE)
  const [channels, say, deadlines] = [roomFor('channels'), roomFor('say'), roomFor('deadlines')]
  return {
    ...shortView('sheet', guide, about),
    emergency: shortEmergency(guide, roomFor('emergency')),
    channels: channels.fit(now, (channel) => channelLines(channels, channel), laterChannels),
    say: say.fit(said, (each) => say.linesOf(`${nameOf(each)}: ${each.words}`), later.say),
    deadlines: deadlines.fit(
      deadlinesOf(offences),
      ({ words, of }) => deadlines.linesOf(words, of.map(nameOf).join(', ')),
      later.deadlines,
    ),
    blankRows: [1, 2, 3, 4, 5, 6, 7, 8],
  }
}
