import { readChoices } from '#domain/mail/subscribing.ts'
import type { Choices } from '#domain/mail/subscribers.ts'
import type { Part, Place, Problem } from '#pipelines/subscribe/choices.ts'
import { catalogue } from '#templates/words/index.ts'

/** The choices sent by the form, limited to places and entries on offer, and what is wrong with them. */
export function sentChoices(
  form: (name: string) => string[],
  { places, entries }: { places: readonly Place[]; entries: readonly Part[] },
): { choices: Choices; problems: Problem[] } {
  const { choices, wrong } = readChoices(
    {
      places: form('places'),
      entries: form('entries'),
      cadence: form('cadence')[0] ?? '',
      atOnce: form('atOnce').length > 0,
      format: form('format')[0] ?? '',
    },
    { places: places.map(({ key }) => key), entries: entries.map(({ key }) => key) },
  )
  return {
    choices,
    problems: wrong.map((field) => ({ field, message: catalogue.subscribe.choose[field] })),
  }
}
