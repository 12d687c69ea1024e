import type { LiveEntry } from '#domain/publish/snapshot.ts'
import { paths } from '#domain/publish/paths.ts'
import { prose, type ProseBlock } from '#domain/content/prose.ts'
import type { RichText } from '#domain/content/rich-text.ts'
import type { Note, PageContext, Verification } from './page-context.ts'
import { citer, type Cited } from './parts.ts'

/** The place in an essay that leads back to a guide. Ids of blocks hold a slash or are single words of our own. */
export const fromGuide = (slug: string): string => `from-${slug}`

/** An essay as a teaser: title, two lines, link. */
export interface EssentialTeaser {
  id: string
  title: string
  href: string
  summary: ProseBlock[]
  /** How old it is, beside what the page says; null on a page that says nothing of ages. */
  standing: Verification | null
}

/** @param from the guide that shows the teaser, by slug: its link says so in the fragment, and the essay leads back. */
export const essentialTeaser = (
  entry: LiveEntry<'essential'>,
  from?: { guide: string; page: PageContext },
): EssentialTeaser => ({
  id: entry.key,
  title: entry.content.title,
  href: paths.essential(entry.content.slug) + (from ? `#${fromGuide(from.guide)}` : ''),
  summary: prose(entry.content.summary),
  standing: from ? from.page.age(entry) : null,
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
    note: Note | null
  }[]
  standing: Verification
}

export function essentialView(entry: LiveEntry<'essential'>, page: PageContext): EssentialView {
  const whole = { id: entry.key, title: entry.content.title }
  return {
    id: entry.key,
    title: entry.content.title,
    summary: citer(page.sources, entry, whole).text('summary', entry.content.summary),
    sections: entry.content.sections.map((section) => {
      const id = `${entry.key}/${section.key}`
      const claim = `sections.${section.key}`
      const block = { id, title: section.heading }
      const cite = citer(page.sources, entry, block)
      return {
        id,
        heading: section.heading,
        body: section.body,
        refs: cite.refs(claim),
        since: cite.since(claim),
        note: page.note(section.confidenceNote, block),
      }
    }),
    standing: page.standing(entry, whole),
  }
}
