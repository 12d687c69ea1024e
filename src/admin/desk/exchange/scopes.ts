export interface Place {
  slug: string
  name: string
}

/** The scope of an export, as its form holds it: all, `place:<slug>` or `entry:<key>`. */
export const EVERYTHING = 'all'

/** How an export can be written, with the words for its choice. */
export const FORMS = {
  zip: 'Folder of files, packed (.zip)',
  yaml: 'One file (.yaml)',
  json: 'One file (.json)',
  offences: 'Sheet of the offences (.csv)',
  channels: 'Sheet of the channels (.csv)',
} as const
export type ExportForm = keyof typeof FORMS

const SHEETS: readonly string[] = ['offences', 'channels']

/** A sheet holds entries of one kind: a single entry is written as a whole, with what it refers to. */
export const formsFor = (scope: string): ExportForm[] =>
  (Object.keys(FORMS) as ExportForm[]).filter((form) => !scope.startsWith('entry:') || !SHEETS.includes(form))

/** The query of an export. */
export function exportQuery(asked: {
  scope: string
  form: ExportForm
  live: boolean
  record: boolean
}): string {
  const { scope, form, live, record } = asked
  const query = new URLSearchParams({ form: SHEETS.includes(form) ? 'csv' : form })
  if (SHEETS.includes(form)) query.set('sheet', form)
  const [what = '', ...name] = scope.split(':')
  if (name.length > 0) query.set(what, name.join(':'))
  if (live) query.set('live', '1')
  if (record && form === 'zip') query.set('record', '1')
  return query.toString()
}
