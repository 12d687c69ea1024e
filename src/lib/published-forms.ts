import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Change } from '#domain/publish/changes.ts'
import type { Edition } from '#domain/content/editions.ts'
import {
  checkKept,
  type Kept,
  type PublishedForm,
  type ReleaseForms,
} from '#domain/publish/published-forms.ts'
import type { KeptHead } from '#domain/publish/record.ts'
import { currentName, releasesFolder } from './release-names.ts'

export const FORMS = 'forms.json'
export const WORDS = 'words.jsonl'

async function textOf(dataDir: string, name: string): Promise<string | null> {
  try {
    return await readFile(join(releasesFolder(dataDir), name), 'utf8')
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'EISDIR' || code === 'ENOTDIR') return null
    throw error
  }
}

async function parsed<T>(dataDir: string, name: string): Promise<T | null> {
  const text = await textOf(dataDir, name)
  try {
    return text === null ? null : (JSON.parse(text) as T)
  } catch {
    return null // damaged: treated as not stored
  }
}

/**
 * The state of every entry in a release, the current one if none is named, as stored on this disk. Read lazily: it is needed only if the
 * database lacks what was published.
 */
export class PublishedForms {
  readonly #dataDir: string
  readonly #name: () => Promise<string | null>
  #forms: Promise<ReleaseForms | null> | null = null
  #heads: Promise<ReadonlyMap<string, number>> | null = null
  readonly #words = new Map<string, Promise<ReadonlyMap<string, Kept>>>()

  /** @param release its name; the current one without. */
  constructor(dataDir: string, release: string | null = null) {
    this.#dataDir = dataDir
    this.#name = () => (release === null ? currentName(dataDir) : Promise.resolve(release))
  }

  /** The whole list; null if nothing is published, or by a version that stored no forms. */
  all(): Promise<ReleaseForms | null> {
    this.#forms ??= this.#name().then((name) =>
      name === null ? null : parsed<ReleaseForms>(this.#dataDir, `${name}.${FORMS}`),
    )
    return this.#forms
  }

  /** How an entry was published; null if it was not, or that is unknown. */
  async last(entry: string): Promise<PublishedForm | null> {
    return (await this.all())?.entries.find((form) => form.entry === entry) ?? null
  }

  /** How many events an entry had when published: known even if no form was stored. */
  async eventsOf(entry: string): Promise<number | null> {
    this.#heads ??= this.#name().then(async (name) => {
      const kept = name === null ? null : await parsed<KeptHead[]>(this.#dataDir, `${name}.heads.json`)
      return new Map((kept ?? []).map(([key, n]) => [key, n]))
    })
    return (await this.#heads).get(entry) ?? null
  }

  /** A published edition by hash; null if it is not stored or no longer matches its hash. */
  async edition(hash: string): Promise<Edition | null> {
    const forms = await this.all()
    const kept = forms?.entries.find((form) => form.hash === hash)?.kept
    const found = kept === undefined ? undefined : (await this.words(kept)).get(hash)
    return found && 'edition' in found ? found.edition : null
  }

  /** A published change by sequence number. */
  async change(seq: number): Promise<Change | null> {
    const [, hash, kept] = (await this.all())?.changes.find(([each]) => each === seq) ?? []
    const found = hash === undefined || kept === undefined ? undefined : (await this.words(kept)).get(hash)
    return found && 'change' in found ? found.change : null
  }

  /** What is stored with a release, by hash: only what still matches its hash. */
  words(name: string): Promise<ReadonlyMap<string, Kept>> {
    const known = this.#words.get(name) ?? this.#read(name)
    this.#words.set(name, known)
    return known
  }

  async #read(name: string): Promise<ReadonlyMap<string, Kept>> {
    const text = (await textOf(this.#dataDir, `${name}.${WORDS}`)) ?? ''
    const found = new Map<string, Kept>()
    for (const line of text.split('\n')) {
      if (line === '') continue
      try {
        const each = JSON.parse(line) as { hash: string }
        const kept = checkKept(each, each.hash)
        if (kept) found.set(kept.hash, kept)
      } catch {
        continue // a damaged line: treated as not stored
      }
    }
    return found
  }
}
