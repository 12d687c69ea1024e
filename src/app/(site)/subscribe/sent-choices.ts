import { readChoices } from '#domain/mail/subscribing.ts'

/** What the form of choices sent, of the places that are offered. */
export const sentChoices = (form: (name: string) => string[], offered: readonly { key: string }[]) =>
  readChoices(
    {
      places: form('places'),
      cadence: form('cadence')[0] ?? '',
      atOnce: form('atOnce').length > 0,
      format: form('format')[0] ?? '',
    },
    offered.map(({ key }) => key),
  )
