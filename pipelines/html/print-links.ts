import { PAPERS, paths, PRINTS, type Paper, type Print, type Variant } from '#domain/publish/paths.ts'
import { catalogue } from '#templates/words/index.ts'
import type { Documents } from './page.ts'

interface PrintLink {
  href: string
  paper: string
  pages: number
  size: string
}

/** The prints of a guide that were made, each with its discreet variant beside it. */
export function printLinks(
  slug: string,
  documents: Documents,
): { label: string; open: PrintLink[]; discreet: PrintLink[] }[] {
  const linksOf = (print: Print, variant: Variant): PrintLink[] =>
    (Object.keys(PAPERS) as Paper[]).flatMap((paper) => {
      const href = paths.pdf(slug, paper, print, variant)
      const facts = documents.get(href)
      return facts
        ? [{ href, paper: catalogue.labels.papers[paper], pages: facts.pages, size: sizeOf(facts.bytes) }]
        : []
    })
  return PRINTS.map((print) => ({
    label: catalogue.labels.prints[print],
    open: linksOf(print, 'open'),
    discreet: linksOf(print, 'discreet'),
  })).filter(({ open, discreet }) => open.length + discreet.length > 0)
}

const sizeOf = (bytes: number): string =>
  bytes < 1_000_000
    ? catalogue.page.kilobytes({ count: Math.max(1, Math.round(bytes / 1000)) })
    : catalogue.page.megabytes({ count: (bytes / 1_000_000).toFixed(1) })
