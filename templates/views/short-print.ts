import { isFirstStep } from '#domain/content/guide-parts.ts'
import type { ProseBlock } from '#domain/content/prose.ts'
import { printDate, type LegalDate } from '#domain/dates.ts'
import type { Guide } from '#domain/publish/guides.ts'
import { paths } from '#domain/publish/paths.ts'
import { siteAddress } from '#domain/publish/site-address.ts'
import type { LiveEntry } from '#domain/publish/snapshot.ts'
import { shownOn, type ShortPrint } from '#domain/publish/short-prints.ts'
import { channelView, type ChannelView } from './channel.ts'
import { PageContext } from './page-context.ts'
import { urlParts, type ContactView } from './parts.ts'
import { emergencyView, type EmergencyView } from './profile.ts'
import { qrView, type QrView } from './qr.ts'
import type { Room } from './room.ts'

/** An address on paper, split where a line may break. */
interface Printed {
  href: string
  parts: string[]
}

/** What short prints have in common. */
export interface ShortView {
  /** The place as it reads in a sentence. */
  place: string
  name: string
  /** The day on which what it shows last changed. */
  changedOn: string
  /** True if something that it shows was not verified in time. */
  overdue: boolean
  /** Null where nobody has said what the address of the site is. */
  guide: Printed | null
  /** Where it can be compared with what the guide says now. */
  copy: (Printed & { qr: QrView }) | null
}

const printed = (href: string): Printed => ({ href, parts: urlParts(href) })

export function shortView(
  print: ShortPrint,
  guide: Guide,
  { changedOn, publicUrl }: { changedOn: LegalDate; publicUrl: string | undefined },
): ShortView {
  const site = publicUrl === undefined ? null : siteAddress(publicUrl)
  // Without the mark of a change: the guide changes more often than what is shown here.
  const copy = site === null ? null : site + paths.version(guide.place.slug)
  return {
    place: guide.place.inSentence,
    name: guide.place.name,
    changedOn: printDate(changedOn),
    overdue: shownOn(print, guide).some(({ overdue }) => overdue),
    guide: site === null ? null : printed(site + paths.guide(guide.place.slug)),
    copy: copy === null ? null : { ...printed(copy), qr: qrView(copy) },
  }
}

/** The number to call, with as much of what belongs to it as there is room for. */
export interface ShortEmergency {
  number: string
  /** Whose number it is, when it answers, and what else is said of it. */
  about: ContactView | null
  /** That it is not in force yet, or was not checked since it is. */
  ahead: string | null
  /** True if it is not as short as such numbers are, and cannot be printed as large. */
  isLong: boolean
  useWhen: string | null
  say: string | null
  others: ContactView[]
  /** What holds for all of them: where there is no such number, say. */
  note: ProseBlock[]
  /** True if something of it had no room. */
  isCut: boolean
}

/** Characters of a number that has room on a card as large as it is printed there. */
const SHORT_NUMBER = 9

const aboutContact = ({ body, hours, note }: ContactView): string =>
  [body, hours, note].filter(Boolean).join(', ')

const contactWords = (contact: ContactView): string =>
  [contact.printed, contact.kind, aboutContact(contact)].filter(Boolean).join(', ')

const linesOfProse = (room: Room, blocks: readonly ProseBlock[]): number =>
  room.linesOf(...blocks.flatMap((block) => (block.type === 'list' ? block.items : [block.text])))

export function shortEmergency({ profile, place }: Guide, room: Room): ShortEmergency {
  const emergency: EmergencyView | null = emergencyView(profile, new PageContext([profile]))
  if (!emergency) throw new TypeError(`The guide of ${place.name} has no emergency number.`)
  const { number: contact, others: rest } = emergency
  const number = contact.printed
  const isLong = number.length > SHORT_NUMBER
  const ahead =
    emergency.standing.ahead && `${emergency.standing.ahead.word}. ${emergency.standing.ahead.words}`
  // These are printed whether there is room or not: what can be left out makes room for them.
  for (const text of [isLong ? number : null, ahead]) room.take(Math.min(room.left, room.linesOf(text)))
  const say = room.text(emergency.say)
  const said = aboutContact(contact)
  const about = said !== '' && room.text(said) !== null ? contact : null
  const useWhen = room.text(emergency.useWhen)
  const others = room.fit(rest, (other) => room.linesOf(contactWords(other)))
  const hasNote = room.take(linesOfProse(room, emergency.note))
  return {
    number,
    about,
    ahead,
    isLong,
    useWhen,
    say,
    others: others.shown,
    note: hasNote ? emergency.note : [],
    isCut:
      say !== emergency.say ||
      useWhen !== emergency.useWhen ||
      (said !== '' && about === null) ||
      others.more > 0 ||
      !hasNote,
  }
}

/** False for what is published but no law yet: there is no room to explain that, so short prints leave it out. */
export const hasForce = ({ takesForce }: LiveEntry): boolean => !takesForce || takesForce.yet

/** The channels of a guide that a victim reports to first, and how many of them are not in force yet. */
export function recordChannels({ record }: Guide): { now: ChannelView[]; later: number } {
  const first = record.filter(({ content }) => isFirstStep(content))
  const now = first.filter(hasForce)
  return {
    now: now.map((entry) => channelView(entry, new PageContext([entry]))),
    later: first.length - now.length,
  }
}

export const channelLines = (room: Room, { title, duty, contacts, link }: ChannelView): number =>
  room.linesOf(title, duty, ...contacts.map(contactWords), link && link.parts.join(''))
