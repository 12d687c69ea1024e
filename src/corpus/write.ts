import { stringify } from 'yaml'
import { parseEntryKey } from '#domain/keys.ts'
import { LISTS, type Corpus, type ListName } from './corpus.ts'
import { keyOf } from './check.ts'
import { tidy } from './tidy.ts'

/** One file of an export: its path inside the folder, and its text. */
export interface WrittenFile {
  path: string
  text: string
}

type AnyRecord = Corpus[ListName][number]
type Content = Partial<Record<ListName | 'site', unknown>>

const byKey = (a: AnyRecord, b: AnyRecord): number => (keyOf(a) < keyOf(b) ? -1 : 1)
const orderOf = (record: AnyRecord): number => ('order' in record ? (record.order ?? 0) : 0)

/** Entries in the order in which they are printed; everything else by key. */
export const inOrder = <T extends AnyRecord>(records: readonly T[]): T[] =>
  [...records].sort((a, b) => orderOf(a) - orderOf(b) || byKey(a, b))

/** The file in which a record stands. */
function fileOf(list: ListName, record: AnyRecord, corpus: Corpus): string {
  if (list === 'jurisdictions' || list === 'bodies' || list === 'instruments' || list === 'sources')
    return `shared/${list}`
  const parts = parseEntryKey(keyOf(record))
  const place = parts?.place ?? ''
  const { guide, parent } = corpus.jurisdictions.find(({ slug }) => slug === place) ?? {}
  if (list === 'essentials') return `essentials/${parts?.name}`
  if (list === 'routes') return `routes/${place}`
  if (list === 'profiles' && guide === 'section' && parent) return `guides/${parent}/sections`
  if (list === 'profiles' && guide === 'inbound') return 'routes/inbound-profiles'
  return `guides/${place}/${list === 'profiles' ? 'profile' : list === 'ladders' ? 'ladder' : list}`
}

const textOf = (content: Content, format: 'yaml' | 'json'): string =>
  format === 'json'
    ? `${JSON.stringify(content, null, 2)}\n`
    : stringify(content, { lineWidth: 0, aliasDuplicateObjects: false })

/** A corpus as a folder of YAML files: the same content always gives the same bytes. */
export function folderOf(corpus: Corpus): WrittenFile[] {
  const files = new Map<string, Content>()
  if (corpus.site) files.set('site', { site: tidy('site', corpus.site) })
  for (const list of LISTS)
    for (const record of inOrder<AnyRecord>(corpus[list])) {
      const path = fileOf(list, record, corpus)
      const content = files.get(path) ?? {}
      content[list] = [...((content[list] as unknown[] | undefined) ?? []), tidy(list, record)]
      files.set(path, content)
    }
  return [...files]
    .map(([path, content]) => ({ path: `${path}.yaml`, text: textOf(content, 'yaml') }))
    .sort((a, b) => (a.path < b.path ? -1 : 1))
}

/** A corpus as the text of one file. */
export function fileOfAll(corpus: Corpus, format: 'yaml' | 'json'): string {
  const content: Content = corpus.site ? { site: tidy('site', corpus.site) } : {}
  for (const list of LISTS)
    if (corpus[list].length > 0)
      content[list] = inOrder<AnyRecord>(corpus[list]).map((record) => tidy(list, record))
  return textOf(content, format)
}
