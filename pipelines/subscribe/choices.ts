import { CADENCES, EVERYTHING, MAIL_FORMATS, type Choices } from '#domain/mail/subscribers.ts'

/** A place that may be chosen. */
export interface Place {
  key: string
  name: string
}

/** What is wrong with one field of a form, in words for the person who sent it. */
export interface Problem {
  field: 'address' | 'places' | 'cadence' | 'format'
  message: string
}

const EVERY_PLACE = 'Everything: all guides, those to come too'

/** What is said beside one field; null where nothing is wrong with it. */
export const messageFor = (problems: readonly Problem[], field: Problem['field']): string | null =>
  problems.find((each) => each.field === field)?.message ?? null

const options = <T extends string>(labels: Record<T, string>, chosen: T) =>
  (Object.keys(labels) as T[]).map((value) => ({ value, label: labels[value], checked: value === chosen }))

/** The fields of the choices, as a form shows them. */
export const choicesView = (places: readonly Place[], choices: Choices, problems: readonly Problem[]) => ({
  places: [
    { value: EVERYTHING, label: EVERY_PLACE, whole: true, checked: choices.places.includes(EVERYTHING) },
    ...places.map(({ key, name }) => ({
      value: key,
      label: name,
      whole: false,
      checked: choices.places.includes(key),
    })),
  ],
  cadences: options(CADENCES, choices.cadence),
  atOnce: choices.atOnce,
  formats: options(MAIL_FORMATS, choices.format),
  problem: {
    places: messageFor(problems, 'places'),
    cadence: messageFor(problems, 'cadence'),
    format: messageFor(problems, 'format'),
  },
})

/** What a form of choices is made of. */
export interface ChoicesForm {
  places: readonly Place[]
  choices: Choices
  problems: readonly Problem[]
}

const namesOf = (places: readonly Place[], chosen: readonly string[]): string =>
  chosen.includes(EVERYTHING)
    ? 'Everything'
    : chosen.map((key) => places.find((place) => place.key === key)?.name ?? key).join(', ')

/** What somebody chose, in words. */
export const factsOf = (places: readonly Place[], { places: chosen, cadence, atOnce, format }: Choices) => [
  { term: 'Places', text: namesOf(places, chosen) },
  { term: 'How often', text: CADENCES[cadence] },
  { term: 'What is urgent', text: atOnce ? 'At once' : 'With everything else' },
  { term: 'Form', text: MAIL_FORMATS[format] },
]
