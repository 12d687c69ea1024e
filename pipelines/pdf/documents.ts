import type { LegalDate } from '#domain/dates.ts'
import type { Guide } from '#domain/publish/guides.ts'
import { guidesOf } from '#domain/publish/guides.ts'
import { PAPERS, paths, type Paper } from '#domain/publish/paths.ts'
import { languageOf } from '#domain/content/language.ts'
import type { Site } from '#domain/content/site.ts'
import type { Snapshot } from '#domain/publish/snapshot.ts'
import { fill } from '#templates/engine.ts'
import { guideView, type GuideView } from '#templates/views/guide.ts'
import { catalogue } from '#templates/words/index.ts'

/** A document to print: its path, paper, and HTML without fonts. */
export interface PrintDocument {
  /** Address in the site: `/guides/scotland/scotland.a4.pdf`. */
  path: string
  paper: Paper
  html: string
  /** The document's date: the day the guide last changed. */
  date: LegalDate
}

/** The parts of a print that start on a new page, each with a running header. */
function chaptersOf(view: GuideView): { page: string; label: string }[] {
  const { words } = view
  const chapters: [boolean, string, string][] = [
    [view.record.length > 0, 'record', words.record.heading],
    [view.national.length > 0, 'national', words.national.heading],
    [view.offences.length > 0, 'offences', words.offences.heading],
    [view.doxxing !== null || view.recording !== null, 'rules', catalogue.print.rules],
    [view.routes.length > 0, 'abroad', words.crossBorder.heading],
    [view.ladder !== null, 'ladder', words.ladder.heading],
    [view.essays.length > 0, 'essentials', words.essentials.heading],
    [true, 'sources', catalogue.guide.sources],
  ]
  return chapters.filter(([there]) => there).map(([, page, label]) => ({ page, label }))
}

/** Characters that fit in a page margin, at their widest: of a text, and of one word. */
const RUNNING = 60
const RUNNING_WORD = 24

const cut = (text: string, room: number): string => {
  const characters = [...text]
  return characters.length <= room ? text : `${characters.slice(0, room - 1).join('')}…`
}

/** Text shortened for a margin, where words do not break: the page itself has it in full. */
export const runningWords = (text: string): string =>
  cut(
    text.replace(/\S+/g, (word) => cut(word, RUNNING_WORD)),
    RUNNING,
  )

/** Every full guide on every paper size. */
export function documentsOf(snapshot: Snapshot): PrintDocument[] {
  return guidesOf(snapshot).flatMap((guide) => {
    const view = guideView(guide, snapshot.site, { whole: true })
    return (Object.keys(PAPERS) as Paper[]).map((paper) => ({
      path: paths.pdf(guide.place.slug, paper),
      paper,
      html: htmlOf(guide, view, snapshot.site, paper),
      date: guide.version.day,
    }))
  })
}

function htmlOf({ place }: Guide, view: GuideView, site: Site, paper: Paper): string {
  const foot = catalogue.print.foot({
    brand: runningWords(site.brand),
    place: runningWords(place.name),
    hash: view.version.hash,
  })
  return fill('print/guide', {
    ...view,
    site: {
      ...languageOf(site),
      brand: site.brand,
      sample: site.sample,
      sampleNotice: site.sampleNotice,
      disclaimer: site.disclaimer,
    },
    paper: catalogue.labels.papers[paper],
    running: runningWords(place.name),
    chapters: chaptersOf(view).map((chapter) => ({ ...chapter, running: runningWords(chapter.label) })),
    blankRows: [1, 2, 3, 4, 5],
    foot: site.sample ? `${foot} · ${catalogue.print.sample}` : foot,
  })
}
