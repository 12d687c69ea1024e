import { isolated } from '#domain/content/direction.ts'
import type { ProseBlock } from '#domain/content/prose.ts'
import type { LegalDate } from '#domain/dates.ts'
import type { Sha256 } from '#domain/hash.ts'
import type { Guide } from '#domain/publish/guides.ts'
import type { DocumentFacts } from '#domain/publish/outputs.ts'
import { paths } from '#domain/publish/paths.ts'

/** One page of the site: its path, template and view. */
export interface Page {
  path: string
  template: string
  view: object
  /** The day on which what it says last changed; null or absent where its parts do not tell. */
  modified?: LegalDate | null
}

/** A page that can be built: what tells whether it changed, and what a site map says of it, is known before. */
export interface PlannedPage {
  path: string
  /** Hash of what its view is built from, except the code. */
  inputs: Sha256
  modified: LegalDate | null
  /** Whether search engines may list it. */
  listed: boolean
  build(): Page
}

/** Facts of the printed documents, by address. Only documents listed here are linked. */
export type Documents = ReadonlyMap<string, DocumentFacts>

/** What a text begins with. */
export const firstParagraph = (blocks: readonly ProseBlock[]): string | null =>
  blocks.find((block) => block.type === 'paragraph')?.text ?? null

/** A title and a text, read one after the other. */
export const sentences = (title: string, text: string | null): string =>
  text === null
    ? title
    : `${isolated(title.replace(/[.]$/, ''))}${/[?!]$/.test(title) ? '' : '.'} ${isolated(text)}`

export const barOf = ({ place }: Pick<Guide, 'place'>) => ({
  href: paths.guide(place.slug),
  label: place.name,
})
