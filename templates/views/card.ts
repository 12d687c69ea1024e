import type { LegalDate } from '#domain/dates.ts'
import type { Guide } from '#domain/publish/guides.ts'
import type { ChannelView } from './channel.ts'
import { Room } from './room.ts'
import {
  recordChannels,
  shortEmergency,
  shortView,
  type ShortEmergency,
  type ShortView,
} from './short-print.ts'

/** Characters of a line, and lines of each side of a card: what is always there has its own. */
const PER_LINE = 46
const LINES = { front: 8, back: 6 }

/** Who to report to, with one line: a number, else an address. */
interface CardChannel {
  title: string
  /** What must be said of it, and of its number where it is none to call. */
  duty: string | null
  number: string | null
  parts: string[]
}

/** A card for the wallet: the number in front, where to report behind. */
export interface CardView extends ShortView {
  emergency: ShortEmergency
  channels: { shown: CardChannel[]; more: number }
}

/** A number to call, else one to text, which says that it is one, else an address. */
function channelOf({ title, duty, contacts, link }: ChannelView): CardChannel {
  const dialled = contacts.find(({ kindKey }) => kindKey === 'phone') ?? contacts.find(({ dial }) => dial)
  const how = dialled && dialled.kindKey !== 'phone' ? dialled.kind : null
  return {
    title,
    duty: [duty, how].filter(Boolean).join(' · ') || null,
    number: !dialled || title.includes(dialled.printed) ? null : dialled.printed,
    parts: dialled ? [] : (link?.parts ?? []),
  }
}

export function cardView(
  guide: Guide,
  about: { changedOn: LegalDate; publicUrl: string | undefined },
): CardView {
  const room = new Room(LINES.back, PER_LINE)
  const { now, later } = recordChannels(guide)
  const channels = now.map(channelOf)
  return {
    ...shortView('card', guide, about),
    emergency: shortEmergency(guide, new Room(LINES.front, PER_LINE)),
    channels: room.fit(
      channels,
      ({ title, duty, number, parts }) =>
        room.linesOf([title, duty && `(${duty})`, number, parts.join('')].filter(Boolean).join(' ')),
      later,
    ),
  }
}
