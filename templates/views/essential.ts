import type { LiveEntry } from '#domain/publish/snapshot.ts'
import type { SourceList } from '#domain/publish/source-list.ts'
import { paths } from '#domain/publish/paths.ts'
import { prose, type ProseBlock } from '#domain/content/prose.ts'
import type { RichText } from '#domain/content/rich-text.ts'
import { citer, verificationView, type Cited, type Verification } from './parts.ts'

/** The place in an essay that leads back to a guide. Ids of blocks hold a slash or are single words of our own. */
export const fromGuide = (slug: string): string => `from-${slug}`

/** An essay as a teaser: title, two lines, link. */
export interface EssentialTeaser {
  id: string
  title: string
  href: string
  summary: ProseBlock[]
}

/** @param from slug of the guide that shows the teaser: its link says so in the fragment, and the essay leads back. */
export const essentialTeaser = (
  { key, content }: LiveEntry<'essential'>,
  from?: string,
): EssentialTeaser => ({
  id: key,
  title: content.title,
  href: paths.essential(content.slug) + (from === undefined ? '' : `#${fromGuide(from)}`),
  summary: prose(content.summary),
})

/** An essay in full. */
export interface EssentialView {
  id: string
  title: string
  summary: Cited | null
  sections: {
    id: string
    heading: string
    body: RichText
    refs: number[]
    since: string | null
    note: ProseBlock[]
  }[]
  standing: Verification
}

export function essentialView(entry: LiveEntry<'essential'>, sources: SourceList): EssentialView {
  return {
    id: entry.key,
    title: entry.content.title,
    summary: citer(sources, entry, { id: entry.key, title: entry.content.title }).text(
      'summary',
      entry.content.summary,
    ),
    sections: entry.content.sections.map((section) => {
      const id = `${entry.key}/${section.key}`
      const claim = `sections.${section.key}`
      const cite = citer(sources, entry, { id, title: section.heading })
      return {
        id,
        heading: section.heading,
        body: section.body,
        refs: cite.refs(claim),
        since: cite.since(claim),
        note: prose(section.confidenceNote),
      }
    }),
    standing: verificationView(entry),
  }
}
