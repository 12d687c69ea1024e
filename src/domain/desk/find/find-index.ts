import MiniSearch, { type Query, type SearchOptions, type SearchResult } from 'minisearch'
import { excerptOf, marked, type Excerpt, type Hits, type Piece } from './excerpt.ts'
import type { Findable } from './findable.ts'
import { askedPhone, askedProvisions, phonesIn, provisionTerms } from './numbers.ts'
import { folded, termsOf } from './words.ts'

/** A record that was found. */
export interface Found {
  record: Findable
  title: Piece[]
  excerpt: Excerpt | null
}

export interface FoundAll {
  found: Found[]
  /** How many there are, shown or not. */
  total: number
  /** True where no record has all of the words, and these have some of them. */
  some: boolean
}

/** What stands in the index: each field as terms, between spaces. */
interface Indexed {
  id: string
  title: string
  provisions: string
  names: string
  place: string
  text: string
}

const FIELDS = ['title', 'provisions', 'names', 'place', 'text'] as const

/** A section number weighs most: whoever types one means it. */
const BOOST = { title: 6, provisions: 9, names: 3, place: 3, text: 1 }

/** Sources are numerous, and found through what they support as well. */
const WEIGHT: Partial<Record<string, number>> = { sources: 0.4, 'law-changes': 0.8 }

/** Letters from which on a word may be misspelt in one. */
const LONG = 5
/** Letters from which on a word that others follow may be the beginning of one. */
const BEGUN = 3
/** Words of one search. */
const MOST_WORDS = 12

const TITLE_IS = 8
const TITLE_BEGINS = 2
/** What a record gains that has all of the words in its title, its place and its sections: it is named by them. */
const NAMED = 3
const NAMING = new Set(['title', 'place', 'provisions'])

const joined = (terms: Iterable<string>): string => [...new Set(terms)].join(' ')

const indexed = ({ id, kind, title, place, names, texts }: Findable): Indexed => ({
  id,
  title: joined(termsOf(title)),
  provisions: joined(texts.flatMap(({ text }) => provisionTerms(text))),
  names: joined(names.flatMap(termsOf)),
  // People name what they look for by its kind as well: “offence scotland”.
  place: joined([...termsOf(place ?? ''), ...termsOf(kind)]),
  text: texts.map(({ text }) => termsOf(text).join(' ')).join(' '),
})

/** The words that become this one if two neighbouring letters change places: the slip that one edit does not cover. */
const swapped = (word: string): string[] =>
  word.length < LONG
    ? []
    : Array.from(
        { length: word.length - 1 },
        (_, at) => word.slice(0, at) + (word[at + 1] ?? '') + (word[at] ?? '') + word.slice(at + 2),
      ).filter((each) => each !== word)

const wordQuery = (word: string, last: boolean): Query => ({
  combineWith: 'OR',
  queries: [
    {
      queries: [word],
      // One letter of an alphabet begins nearly everything.
      prefix: last ? !/^[a-z]$/.test(word) : word.length >= BEGUN,
      fuzzy: word.length >= LONG && !/\d/.test(word) ? 1 : false,
    },
    ...swapped(word).map((each) => ({ queries: [each], prefix: false, fuzzy: false })),
  ],
})

/** A record that fits, and the terms of it that do. */
interface Ranked {
  id: string
  terms: string[]
}

/** A search, in parts. */
interface Asked {
  words: string[]
  provisions: string[]
  phone: string | null
}

function askedOf(text: string): Asked {
  const { terms, rest } = askedProvisions(text)
  return {
    words: termsOf(rest).slice(0, MOST_WORDS),
    provisions: terms.slice(0, MOST_WORDS),
    phone: askedPhone(text),
  }
}

const queryOf = ({ words, provisions }: Asked, combineWith: 'AND' | 'OR'): Query => ({
  combineWith,
  queries: [
    ...provisions.map((each) => ({ queries: [each], fields: ['provisions'], prefix: false, fuzzy: false })),
    ...words.map((each, at) => wordQuery(each, at === words.length - 1)),
  ],
})

const inside = (collection: string | undefined): SearchOptions =>
  collection ? { filter: ({ id }) => String(id).startsWith(`${collection}/`) } : {}

/** An index in memory of everything that is written. Records are put into it and taken out one by one. */
export class FindIndex {
  readonly #records = new Map<string, Findable>()
  readonly #phones = new Map<string, string[]>()
  readonly #index = new MiniSearch<Indexed>({
    fields: [...FIELDS],
    tokenize: (text) => text.split(' '),
    processTerm: (term) => term || null,
    searchOptions: {
      tokenize: (text) => [text],
      processTerm: (term) => term,
      boost: BOOST,
      boostDocument: (id: string) => WEIGHT[id.split('/', 1)[0] ?? ''] ?? 1,
    },
  })

  get size(): number {
    return this.#records.size
  }

  ids(): IterableIterator<string> {
    return this.#records.keys()
  }

  put(record: Findable): void {
    this.take(record.id)
    this.#records.set(record.id, record)
    const phones = record.texts.flatMap(({ text }) => phonesIn(text))
    if (phones.length > 0) this.#phones.set(record.id, phones)
    this.#index.add(indexed(record))
  }

  take(id: string): void {
    if (!this.#records.delete(id)) return
    this.#phones.delete(id)
    this.#index.discard(id)
  }

  /**
   * @param limit how many are told in full.
   * @param collection where to look; everywhere if it is left out.
   */
  find(text: string, limit: number, collection?: string): FoundAll {
    const asked = askedOf(text)
    const called = asked.phone === null || collection ? [] : this.#called(asked.phone)
    if (called.length > 0) return this.#told(called, limit, asked, false)
    const search = (combineWith: 'AND' | 'OR'): Ranked[] =>
      this.#ranked(text, asked, this.#index.search(queryOf(asked, combineWith), inside(collection)))
    const all = search('AND')
    const many = asked.words.length + asked.provisions.length > 1
    if (all.length > 0 || !many) return this.#told(all, limit, { ...asked, phone: null }, false)
    const some = search('OR')
    return this.#told(some, limit, { ...asked, phone: null }, some.length > 0)
  }

  /** The records with a telephone number. */
  #called(phone: string): Ranked[] {
    return [...this.#phones].flatMap(([id, phones]) =>
      phones.some((each) => each.includes(phone)) ? [{ id, terms: [] }] : [],
    )
  }

  #ranked(text: string, { words, provisions }: Asked, results: SearchResult[]): Ranked[] {
    const wanted = folded(text).trim()
    const asked = words.length + provisions.length
    const scored = results.map(({ id, score, terms, match }) => {
      const title = folded(this.#records.get(id as string)?.title ?? '')
      const begun = title === wanted ? TITLE_IS : title.startsWith(wanted) ? TITLE_BEGINS : 1
      const named = Object.values(match).filter((fields) => fields.some((each) => NAMING.has(each))).length
      const bonus = 1 + NAMED * Math.min(1, named / asked) ** 2
      return { id: id as string, terms, score: score * begun * bonus }
    })
    return scored.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
  }

  #told(results: readonly Ranked[], limit: number, { provisions, phone }: Asked, some: boolean): FoundAll {
    const found = results.slice(0, limit).flatMap(({ id, terms }): Found[] => {
      const record = this.#records.get(id)
      if (!record) return []
      const hits: Hits = { words: new Set(terms), provisions, phone }
      return [{ record, title: marked(record.title, hits), excerpt: excerptOf(record.texts, hits) }]
    })
    return { found, total: results.length, some }
  }
}
