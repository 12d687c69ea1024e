import { access, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pdfsOf } from '#domain/publish/paths.ts'
import { BoundedCache } from '#domain/bounded-cache.ts'
import { budgetFindings, type Sized } from './budgets.ts'
import type { Finding } from './finding.ts'
import { letters } from './letters.ts'
import { linkFindings, type Targets } from './links.ts'
import { isNumberIn, numberFindings, type EmergencyNumber } from './number.ts'
import { guideOf, isHtml, isSitePage, readPage, type Page } from './page.ts'
import { policyFindings } from './policy.ts'
import { missingIn, sentencesOf } from './sentences.ts'
import { vanishedFindings, type Guides } from './vanished.ts'

/** A release that is complete and not out yet, and what is new in it. */
export interface Unreleased {
  folder: string
  /** Folder of the release that readers have, if there is one. */
  last: string | null
  /** The files that are checked: those that changed, or all. */
  changed: readonly Sized[]
  /** Files of the last release that this one has not. */
  gone: readonly string[]
  guides: Guides
}

/** What the files are compared with. */
export interface Expected {
  publicUrl: string | undefined
  /** The emergency number of each guide, by slug. */
  numbers: ReadonlyMap<string, EmergencyNumber>
  /**
   * Reads the words of a print.
   * @param carefully by a reader that knows every script, which takes several times as long.
   */
  printWords: (bytes: Uint8Array, carefully: boolean) => Promise<string>
}

/** Read pages and prints that are kept, enough for one guide: memory does not grow with their number. */
const PAGES_KEPT = 64
const PRINTS_KEPT = 8

/** How much of a sentence a finding quotes. */
const QUOTED = 160

/** Sentences that a finding names. */
const NAMED = 3

const depthOf = ({ path }: Finding): number => path.split('/').length

/** The page of a guide comes before those in its folder. */
const byPlace = (a: Finding, b: Finding): number =>
  depthOf(a) - depthOf(b) || (a.path < b.path ? -1 : a.path > b.path ? 1 : 0)

/** Paths by the guide that they are in: what is compared with one another is read together. */
function byGuide(files: readonly Sized[]): Map<string | null, string[]> {
  const guides = new Map<string | null, string[]>()
  for (const { path } of files) {
    const slug = guideOf(path)
    const known = guides.get(slug)
    if (known) known.push(path)
    else guides.set(slug, [path])
  }
  return guides
}

class Check {
  readonly #of: Unreleased
  readonly #expected: Expected
  readonly #changed: ReadonlySet<string>
  readonly #pages = new BoundedCache<Promise<Page | null>>(PAGES_KEPT)
  readonly #prints = new BoundedCache<Promise<string>>(PRINTS_KEPT)

  constructor(of: Unreleased, expected: Expected) {
    this.#of = of
    this.#expected = expected
    this.#changed = new Set([...of.changed.map(({ path }) => path), ...of.gone])
  }

  async findings(): Promise<Finding[]> {
    const { changed, guides } = this.#of
    const findings = [...vanishedFindings(guides), ...changed.flatMap(budgetFindings)]
    for (const [slug, paths] of byGuide(changed)) {
      for (const path of paths.filter(isHtml)) findings.push(...(await this.#ofPage(path)))
      if (slug !== null) findings.push(...(await this.#ofPrints(slug)))
    }
    findings.push(...(await this.#ofThoseThatLinkHere()))
    return findings.sort(byPlace)
  }

  async #ofPage(path: string): Promise<Finding[]> {
    const page = await this.#page(path)
    if (!page) return [{ path, problem: 'It cannot be read.' }]
    const number = this.#expected.numbers.get(guideOf(path) ?? '')
    return [
      ...(await this.#linksOf(page)),
      ...(isSitePage(path) ? policyFindings(page) : []),
      ...(number && isSitePage(path) ? numberFindings(page, number) : []),
    ]
  }

  #linksOf(page: Page): Promise<Finding[]> {
    const targets: Targets = {
      has: (file) =>
        access(join(this.#of.folder, file)).then(
          () => true,
          () => false,
        ),
      idsOf: async (file) => (isHtml(file) ? ((await this.#page(file))?.ids ?? null) : null),
    }
    const { publicUrl } = this.#expected
    return linkFindings(page, targets, { publicUrl, changed: (path) => this.#changed.has(path) })
  }

  /** Unchanged pages with a link to what this release has no more: a file, or a place on a page. */
  async #ofThoseThatLinkHere(): Promise<Finding[]> {
    const lost = await this.#pagesThatLost()
    if (lost.length === 0) return []
    const findings: Finding[] = []
    const addresses = lost.map((path) => `/${path.replace(/(^|\/)index[.]html$/, '$1')}`)
    for (const path of await readdir(this.#of.folder, { recursive: true })) {
      if (!isHtml(path) || this.#changed.has(path)) continue
      const html = await this.#text(path)
      if (addresses.some((address) => html.includes(address)))
        findings.push(...(await this.#linksOf(readPage(path, html))))
    }
    return findings
  }

  async #pagesThatLost(): Promise<string[]> {
    const { last, changed, gone } = this.#of
    if (last === null) return []
    const lost = [...gone]
    for (const { path } of changed) {
      if (!isHtml(path)) continue
      const before = await readFile(join(last, path), 'utf8').catch(() => null)
      const now = before === null ? null : await this.#page(path)
      if (before === null || !now) continue
      if (![...readPage(path, before).ids].every((id) => now.ids.has(id))) lost.push(path)
    }
    return lost
  }

  /** Sentences of the pages of a guide that its whole prints lack, and its number where a print lacks that. */
  async #ofPrints(slug: string): Promise<Finding[]> {
    const findings: Finding[] = []
    const number = this.#expected.numbers.get(slug)
    const prints = await this.#filesOf(pdfsOf(slug))
    for (const path of prints)
      if (number && this.#changed.has(path) && !(await this.#has(path, (words) => isNumberIn(words, number))))
        findings.push({
          path,
          problem: `It does not print ${number.printed}, the emergency number of its guide.`,
        })
    const whole = await this.#filesOf(
      pdfsOf(slug, ['guide', 'large']).filter((path) => !path.includes('/notes-')),
    )
    const pages = (await readdir(join(this.#of.folder, 'guides', slug), { recursive: true }).catch(() => []))
      .map((path) => `guides/${slug}/${path}`)
      .filter(isSitePage)
    for (const path of pages) {
      const toRead = whole.filter((print) => this.#changed.has(print) || this.#changed.has(path))
      const page = toRead.length > 0 ? await this.#page(path) : null
      const sentences = page ? sentencesOf(page) : []
      for (const print of toRead) findings.push(...(await this.#missingIn(print, path, sentences)))
    }
    return findings
  }

  async #missingIn(print: string, path: string, sentences: readonly string[]): Promise<Finding[]> {
    const missing: string[] = []
    for (const sentence of missingIn(sentences, await this.#words(print, false)))
      if (missingIn([sentence], await this.#words(print, true)).length > 0) missing.push(sentence)
    if (missing.length === 0) return []
    const quoted = missing.slice(0, NAMED).map((each) => `“${each.slice(0, QUOTED)}”`)
    const more = missing.length > NAMED ? ` and ${missing.length - NAMED} more` : ''
    const blamed = this.#changed.has(print) ? print : path
    const where = blamed === print ? `stands on /${path} and not in it` : `is not in /${print}`
    return [{ path: blamed, problem: `What ${where}: ${quoted.join(', ')}${more}.` }]
  }

  async #filesOf(addresses: readonly string[]): Promise<string[]> {
    const found: string[] = []
    for (const address of addresses) {
      const path = address.slice(1)
      if (
        await access(join(this.#of.folder, path)).then(
          () => true,
          () => false,
        )
      )
        found.push(path)
    }
    return found
  }

  async #has(print: string, test: (words: string) => boolean): Promise<boolean> {
    return test(await this.#words(print, false)) || test(await this.#words(print, true))
  }

  /** Letters of a print; none where it cannot be read. */
  #words(path: string, carefully: boolean): Promise<string> {
    return this.#prints.of(`${path} ${carefully}`, () =>
      readFile(join(this.#of.folder, path))
        .then((bytes) => this.#expected.printWords(bytes, carefully))
        .then(letters, () => ''),
    )
  }

  #text = (path: string): Promise<string> => readFile(join(this.#of.folder, path), 'utf8')

  /** Null where there is no such page. */
  #page(path: string): Promise<Page | null> {
    return this.#pages.of(path, () =>
      this.#text(path).then(
        (html) => readPage(path, html),
        () => null,
      ),
    )
  }
}

/**
 * What is wrong with a release before readers get it: links and fragments, policies, emergency numbers, sentences of
 * pages in prints, sizes, guides that vanished. It reads the bytes on disk, as readers will. Its work depends on what
 * changed: unchanged pages are read only if something that could be linked is there no more.
 */
export const releaseFindings = (unreleased: Unreleased, expected: Expected): Promise<Finding[]> =>
  new Check(unreleased, expected).findings()
