import { readChoices } from '#domain/mail/subscribing.ts'
import type { Choices } from '#domain/mail/subscribers.ts'
import type { Problem } from '#pipelines/subscribe/choices.ts'
import { catalogue } from '#templates/words/index.ts'

/** The choices sent by the form, limited to places on offer, and what is wrong with them. */
export function sentChoices(
  form: (name: string) => string[],
  offered: readonly { key: string }[],
): { choices: Choices; problems: Problem[] } {
  const { choices, wrong } = readChoices(
    {
      places: form('places'),
      cadence: form('cadence')[0] ?? '',
      atOnce: form('atOnce').length > 0,
      format: form('format')[0] ?? '',
    },
    offered.map(({ key }) => key),
  )
  return {
    choices,
    problems: wrong.map((field) => ({ field, message: catalogue.subscribe.choose[field] })),
  }
}
