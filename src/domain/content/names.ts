import { WORKING_COPIES_OF } from './collections.ts'
import { isSingle, type Kind, type ReviewedKind } from '../keys.ts'

/** What the records that editors keep are called at the desk, by their collection. */
export const RECORD_NAMES = {
  profiles: { singular: 'Profile', plural: 'Profiles' },
  channels: { singular: 'Channel', plural: 'Channels' },
  offences: { singular: 'Offence', plural: 'Offences' },
  ladders: { singular: 'Ladder', plural: 'Ladders' },
  routes: { singular: 'Route', plural: 'Routes' },
  essentials: { singular: 'Essential', plural: 'Essentials' },
  bodies: { singular: 'Body', plural: 'Bodies' },
  instruments: { singular: 'Instrument', plural: 'Instruments' },
  sources: { singular: 'Source', plural: 'Sources' },
  'law-changes': { singular: 'Law change', plural: 'Law changes' },
  jurisdictions: { singular: 'Jurisdiction', plural: 'Jurisdictions' },
  site: { singular: 'Site', plural: 'Site' },
} as const

/** Where entries stand that belong to no place, in lists of places. */
export const SHARED_ESSENTIALS = 'Shared essentials'

export const isNamed = (collection: string): collection is keyof typeof RECORD_NAMES =>
  Object.hasOwn(RECORD_NAMES, collection)

/** One record of a kind, in a word: `Offence`. */
export const nameOfKind = (kind: ReviewedKind): string => RECORD_NAMES[WORKING_COPIES_OF[kind]].singular

const ending = (place: string): string => ` · ${place}`

/** What an entry is called without its place: by its kind, where a place has only one, otherwise by its title. */
export const titleOfEntry = (kind: Kind, title: string): string => (isSingle(kind) ? nameOfKind(kind) : title)

/** How a record is named in lists and pickers: “Stalking · Scotland”; by its title alone where it is of no place. */
export const labelWithPlace = (title: string, place: string | null | undefined): string =>
  title && place ? title + ending(place) : title || place || ''

/** The title in a label: “Stalking”. A label that does not end with the place is a title as it stands. */
export const titleInLabel = (label: string, place: string | null | undefined): string =>
  place && label.endsWith(ending(place)) ? label.slice(0, -ending(place).length) : label
