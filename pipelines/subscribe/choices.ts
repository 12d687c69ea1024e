import { EVERYTHING, FOLLOWED_KINDS, type Choices, type FollowedKind } from '#domain/mail/subscribers.ts'
import { placeOfEntry } from '#domain/mail/subscribing.ts'
import { parseEntryKey } from '#domain/keys.ts'
import { catalogue } from '#templates/words/index.ts'

/** A place that can be chosen. */
export interface Place {
  key: string
  name: string
}

/** An entry that can be chosen alone. */
export interface Part {
  key: string
  kind: FollowedKind
  title: string
}

/** An entry that somebody follows and readers do not see now; none for what is no key of one. */
export function formerPart(key: string): Part[] {
  const kind = FOLLOWED_KINDS.find((each) => each === parseEntryKey(key)?.kind)
  return kind === undefined ? [] : [{ key, kind, title: catalogue.subscribe.formerPart }]
}

/** An error in one form field, in words for the sender. */
export interface Problem {
  field: 'address' | 'places' | 'entries' | 'cadence' | 'format'
  message: string
}

/** The error message of one field; null where there is none. */
export const messageFor = (problems: readonly Problem[], field: Problem['field']): string | null =>
  problems.find((each) => each.field === field)?.message ?? null

const options = <T extends string>(labels: Record<T, string>, chosen: T) =>
  (Object.keys(labels) as T[]).map((value) => ({ value, label: labels[value], checked: value === chosen }))

/** The name of a place; its key where no such place is known. */
const nameIn = (places: readonly Place[], key: string): string =>
  places.find((place) => place.key === key)?.name ?? key

const partNamed = (places: readonly Place[], entries: readonly Part[], key: string) => ({
  title: entries.find((part) => part.key === key)?.title ?? catalogue.subscribe.formerPart,
  place: nameIn(places, placeOfEntry(key)),
})

/** Entries that can be chosen alone, by place and kind: the same title may stand in several places. */
const partsView = ({ places, entries, choices }: ChoicesForm) =>
  [...Map.groupBy(entries, ({ key }) => placeOfEntry(key))].flatMap(([place, mine]) =>
    FOLLOWED_KINDS.map((kind) => ({
      label: catalogue.subscribe.partsOf({
        kind: catalogue.report.parts[kind],
        place: nameIn(places, place),
      }),
      entries: mine
        .filter((part) => part.kind === kind)
        .map(({ key, title }) => ({ value: key, label: title, checked: choices.entries.includes(key) })),
    })).filter((group) => group.entries.length > 0),
  )

/** The form by which the parts of another guide are listed. @param token of a subscriber’s link. */
export const otherPartsView = (
  { places, of }: Pick<ChoicesForm, 'places' | 'of'>,
  token: string | null = null,
) => ({
  token,
  places: places.map(({ key, name }) => ({ value: key, label: name, chosen: key === of })),
})

/** The form fields of the choices. */
export const choicesView = ({ places, of, entries, choices, problems }: ChoicesForm) => ({
  places: [
    {
      value: EVERYTHING,
      label: catalogue.subscribe.everyPlace,
      whole: true,
      checked: choices.places.includes(EVERYTHING),
    },
    ...places.map(({ key, name }) => ({
      value: key,
      label: name,
      whole: false,
      checked: choices.places.includes(key),
    })),
  ],
  of,
  parts: partsView({ places, of, entries, choices, problems }),
  cadences: options(catalogue.labels.cadences, choices.cadence),
  atOnce: choices.atOnce,
  formats: options(catalogue.labels.mailFormats, choices.format),
  problem: {
    places: messageFor(problems, 'places'),
    entries: messageFor(problems, 'entries'),
    cadence: messageFor(problems, 'cadence'),
    format: messageFor(problems, 'format'),
  },
})

/** The view of a choices form. */
export interface ChoicesForm {
  places: readonly Place[]
  /** Key of the place whose entries are listed; null for none. */
  of: string | null
  /** Entries that can be chosen alone. */
  entries: readonly Part[]
  choices: Choices
  problems: readonly Problem[]
}

const namesOf = (places: readonly Place[], chosen: readonly string[]): string =>
  chosen.includes(EVERYTHING)
    ? catalogue.subscribe.everything
    : chosen.map((key) => nameIn(places, key)).join(', ')

/** What somebody chose, and the names of it. */
export interface Chosen {
  places: readonly Place[]
  /** The entries chosen alone. */
  entries: readonly Part[]
  choices: Choices
}

/** A subscriber's choices, in words. */
export const factsOf = ({
  places,
  entries,
  choices: { places: chosen, entries: alone, cadence, atOnce, format },
}: Chosen) => [
  ...(chosen.length === 0 ? [] : [{ term: catalogue.subscribe.factPlaces, text: namesOf(places, chosen) }]),
  ...(alone.length === 0
    ? []
    : [
        {
          term: catalogue.subscribe.factParts,
          text: alone.map((key) => catalogue.subscribe.partIn(partNamed(places, entries, key))).join(' · '),
        },
      ]),
  { term: catalogue.subscribe.factCadence, text: catalogue.labels.cadences[cadence] },
  {
    term: catalogue.subscribe.factUrgent,
    text: atOnce ? catalogue.subscribe.atOnce : catalogue.subscribe.withTheRest,
  },
  { term: catalogue.subscribe.factFormat, text: catalogue.labels.mailFormats[format] },
]
