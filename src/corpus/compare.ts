import { sameContent } from '#domain/values.ts'
import type { RichText } from '#domain/content/rich-text.ts'
import { evenRichText } from './markdown.ts'
import type { ListName } from './corpus.ts'
import { tidy } from './tidy.ts'

/** Reads the Markdown of a section, as the editor does. */
export type ReadMarkdown = (markdown: string) => RichText

/** What a file says of an entry that its working copy does not hold: the day is stated at each submission. */
const BESIDE = new Set(['inForceAsOf'])

interface Section {
  body?: string
  blocks?: RichText
}

const withBlocks = ({ body, blocks, ...section }: Section, read: ReadMarkdown): object => ({
  ...section,
  blocks: evenRichText(blocks ?? read(body ?? '')),
})

function comparable(list: ListName | 'site', record: object, read: ReadMarkdown): Record<string, unknown> {
  const fields = tidy(list, record)
  return Array.isArray(fields.sections)
    ? { ...fields, sections: (fields.sections as Section[]).map((each) => withBlocks(each, read)) }
    : fields
}

/** Names of the fields in which two records differ; empty if they say the same. */
export function differingFields(
  list: ListName | 'site',
  before: object,
  after: object,
  read: ReadMarkdown,
): string[] {
  const [a, b] = [comparable(list, before, read), comparable(list, after, read)]
  return [...new Set([...Object.keys(a), ...Object.keys(b)])]
    .filter((name) => !BESIDE.has(name) && !sameContent(a[name], b[name]))
    .sort()
}
