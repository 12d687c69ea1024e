import type { Corpus } from '#corpus/corpus.ts'
import { isKind, parseEntryKey } from '#domain/keys.ts'
import { sourceLabel } from '#domain/content/sources.ts'
import { normaliseUrl } from '#domain/urls.ts'
import { labelWithPlace, nameOfKind, titleOfEntry } from '#domain/content/names.ts'

interface Given {
  list: string
  key: string
  record: object
}

/** What names a record; which of these it has depends on its list. */
interface Naming {
  title?: string
  name?: string
  jurisdiction?: string
  url?: string
}

/**
 * What records are called in lists and pickers, as these say after an import: “Stalking · Scotland”.
 * @param corpora those in which the names of places stand; of two names, that of the later one counts.
 */
export function recordLabels(...corpora: readonly Corpus[]): (given: Given) => string {
  const places = new Map(
    corpora.flatMap(({ jurisdictions }) => jurisdictions.map(({ slug, name }) => [slug, name])),
  )
  return ({ list, key, record }) => {
    const { title = '', name = title, jurisdiction = '', url = '' } = record as Naming
    if (list === 'site') return nameOfKind('site')
    if (list === 'sources') return sourceLabel(title, normaliseUrl(url))
    const entry = parseEntryKey(key)
    return entry && isKind(entry.kind)
      ? labelWithPlace(titleOfEntry(entry.kind, title), places.get(entry.place))
      : labelWithPlace(name, places.get(jurisdiction))
  }
}
