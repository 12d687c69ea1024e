import { EVERYTHING, type Choices } from '#domain/mail/subscribers.ts'
import { catalogue } from '#templates/words/index.ts'

/** A place that can be chosen. */
export interface Place {
  key: string
  name: string
}

/** An error in one form field, in words for the sender. */
export interface Problem {
  field: 'address' | 'places' | 'cadence' | 'format'
  message: string
}

/** The error message of one field; null where there is none. */
export const messageFor = (problems: readonly Problem[], field: Problem['field']): string | null =>
  problems.find((each) => each.field === field)?.message ?? null

const options = <T extends string>(labels: Record<T, string>, chosen: T) =>
  (Object.keys(labels) as T[]).map((value) => ({ value, label: labels[value], checked: value === chosen }))

/** The form fields of the choices. */
export const choicesView = (places: readonly Place[], choices: Choices, problems: readonly Problem[]) => ({
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
  cadences: options(catalogue.labels.cadences, choices.cadence),
  atOnce: choices.atOnce,
  formats: options(catalogue.labels.mailFormats, choices.format),
  problem: {
    places: messageFor(problems, 'places'),
    cadence: messageFor(problems, 'cadence'),
    format: messageFor(problems, 'format'),
  },
})

/** The view of a choices form. */
export interface ChoicesForm {
  places: readonly Place[]
  choices: Choices
  problems: readonly Problem[]
}

const namesOf = (places: readonly Place[], chosen: readonly string[]): string =>
  chosen.includes(EVERYTHING)
    ? catalogue.subscribe.everything
    : chosen.map((key) => places.find((place) => place.key === key)?.name ?? key).join(', ')

/** A subscriber's choices, in words. */
export const factsOf = (places: readonly Place[], { places: chosen, cadence, atOnce, format }: Choices) => [
  { term: catalogue.subscribe.factPlaces, text: namesOf(places, chosen) },
  { term: catalogue.subscribe.factCadence, text: catalogue.labels.cadences[cadence] },
  {
    term: catalogue.subscribe.factUrgent,
    text: atOnce ? catalogue.subscribe.atOnce : catalogue.subscribe.withTheRest,
  },
  { term: catalogue.subscribe.factFormat, text: catalogue.labels.mailFormats[format] },
]
