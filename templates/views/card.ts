import type { LegalDate } from '#domain/dates.ts'
import type { Guide } from '#domain/publish/guides.ts'
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
  duty: string | null
  number: string | null
  parts: string[]
}

/** A card for the wallet: the number in front, where to report behind. */
export interface CardView extends ShortView {
  emergency: ShortEmergency
  channels: { shown: CardChannel[]; more: number }
}

export function cardView(
  guide: Guide,
  about: { changedOn: LegalDate; publicUrl: string | undefined },
): CardView {
  const room = new Room(LINES.back, PER_LINE)
  const { now, later } = recordChannels(guide)
  const channels = now.map(({ title, duty, contacts, link }): CardChannel => {
    const number = contacts.find(({ dial }) => dial)?.printed ?? null
    const parts = number === null ? (link?.parts ?? []) : []
    return { title, duty, number: number !== null && title.includes(number) ? null : number, parts }
  })
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
