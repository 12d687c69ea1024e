import type { UnplacedPiece } from '#domain/content/import-report.ts'
import {
  cutSlug,
  entryKey,
  freeSlug,
  hyphenated,
  isSlug,
  slugify,
  type EntryKey,
  type Kind,
} from '#domain/keys.ts'
import { sourceKey } from '#domain/content/sources.ts'
import { normaliseUrl } from '#domain/urls.ts'
import { keyOf } from '../check.ts'
import type { Corpus, ListName } from '../corpus.ts'
import type { Line } from './lines.ts'

type Records = { [L in ListName]: Record<string, unknown>[] }

/** The place that a page is about, and what is there already. */
export interface PageContext {
  place: Corpus['jurisdictions'][number]
  beside: Corpus
}

const SHOWN = 160

/** Most characters of the name that an entry gets by its title. */
const LONGEST = 60

/** A title as it is compared: its words, whatever stands between them; as it is where no letter of it can be in a key. */
const compared = (title: string): string => hyphenated(title) || title.trim()

/** The drafts that are made of a page, with the line of each. */
export class Draft {
  readonly page: PageContext
  readonly unplaced: UnplacedPiece[] = []
  readonly #records = {} as Records
  readonly #lines = new Map<string, number>()
  readonly #keys = new Set<string>()

  constructor(page: PageContext) {
    this.page = page
  }

  add(list: ListName, line: number, record: Record<string, unknown>): void {
    const records = (this.#records[list] ??= [])
    this.#lines.set(`${list} ${records.length}`, line)
    records.push(record)
  }

  /** Names a piece for the person who imports. */
  leave({ n, text }: Line, why: string): void {
    this.unplaced.push({ line: n, text: text.length > SHOWN ? `${text.slice(0, SHOWN - 1)}…` : text, why })
  }

  /** A key of this page that is not used yet: its name is made of the words before what is in brackets. */
  key(place: string, kind: Kind, words: string): EntryKey {
    return this.keyOf(place, kind, words.split(/ \(| - | – |: /)[0] ?? words)
  }

  /** A key of this page that is not used yet, with a name made of these words. */
  keyOf(place: string, kind: Kind, words: string): EntryKey {
    const name = cutSlug(slugify(words), LONGEST) || kind
    const free = freeSlug(name, (slug) => this.#keys.has(entryKey(place, kind, slug)))
    const key = entryKey(place, kind, free)
    this.#keys.add(key)
    return key
  }

  /** The key of the source for a site of which only the host is named. */
  source(host: string, line: number): string {
    const name = host.replace(/^www\./, '')
    const known = this.page.beside.sources.find(
      ({ url, precision }) => precision === 'host' && new URL(url).host.replace(/^www\./, '') === name,
    )
    if (known) return keyOf(known)
    const url = normaliseUrl(`https://${host}/`)
    const source = { url, title: name, precision: 'host' as const }
    const key = sourceKey(source)
    if (!(this.#records.sources ?? []).some((each) => each.url === url)) this.add('sources', line, source)
    return key
  }

  /** The key of an instrument with this title: one that is there, or a new one of this place. */
  instrument(title: string, kind: Corpus['instruments'][number]['kind'], line: number): string {
    const same = (other: string): boolean => compared(other) === compared(title)
    const all = [
      ...this.page.beside.instruments,
      ...((this.#records.instruments ?? []) as Corpus['instruments']),
    ]
    const known =
      all.find((each) => same(each.title)) ?? (kind === 'common-law' ? undefined : this.#ownLaw(title, all))
    if (known) return known.key
    const whole = hyphenated(title)
    // A key that cannot hold the whole title may be that of another law.
    const key = isSlug(whole)
      ? whole
      : freeSlug(slugify(title) || kind, (slug) => all.some((each) => each.key === slug))
    const year = /\b(1[89]\d\d|20\d\d)\b/.exec(title)?.[1]
    this.add('instruments', line, {
      key,
      title,
      kind,
      jurisdiction: this.page.place.slug,
      ...(year ? { year: Number(year) } : {}),
    })
    return key
  }

  /** A law of this place whose title differs only in what stands in brackets: where it is printed, or its number. */
  #ownLaw(title: string, all: Corpus['instruments']): Corpus['instruments'][number] | undefined {
    const bare = (text: string): string => compared(text.replace(/\([^)]*\)/g, ''))
    const { slug, parent } = this.page.place
    return all.find(
      ({ jurisdiction, title: other }) =>
        (jurisdiction === slug || (parent !== undefined && jurisdiction === parent)) &&
        bare(other) === bare(title),
    )
  }

  /** A place by the name that a page gives it. */
  placeNamed(name: string): Corpus['jurisdictions'][number] | undefined {
    const plain = (text: string): string => slugify(text.replace(/^the /i, ''))
    return this.page.beside.jurisdictions.find(
      (each) => plain(each.name) === plain(name) || plain(each.inSentence) === plain(name),
    )
  }

  get content(): Partial<Records> {
    return this.#records
  }

  /** The line of the page from which a record was made. */
  lineOf(path: readonly (string | number)[]): number {
    return this.#lines.get(`${path[0]} ${path[1]}`) ?? 1
  }
}
