import { readChoices } from '#domain/mail/subscribing.ts'

/** The choices sent by the form, limited to places on offer. */
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
