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

/** A line of the contents: the block it leads to. */
interface Line {
  id: string
  label: string
}

/** A chapter of a print. The steps of the guide have a number; the list of sources is no step. */
interface Chapter extends Line {
  number: number | null
  /** The part it stands in. */
  page: string
  entries: Line[]
}

const titled = (entries: readonly { id: string; title: string }[]): Line[] =>
  entries.map(({ id, title }) => ({ id, label: title }))

/** The chapters that a guide has, in order. */
function chaptersOf(view: GuideView): Chapter[] {
  const { words } = view
  const all: [there: boolean, page: string, id: string, label: string, entries?: Line[]][] = [
    [view.record.length > 0, 'report', 'record', words.record.heading, titled(view.record)],
    [view.national.length > 0, 'report', 'national', words.national.heading, titled(view.national)],
    [view.offences.length > 0, 'report', 'offences', words.offences.heading, titled(view.offences)],
    [view.doxxing !== null, 'report', 'doxxing', words.doxxing.heading],
    [view.recording !== null, 'report', 'recording', words.recording.heading],
    [view.sections.length > 0, 'report', 'sections', words.sections.heading],
    [
      view.routes.length > 0,
      'next',
      'abroad',
      words.crossBorder.heading,
      view.routes.map(({ id, inSentence }) => ({
        id,
        label: catalogue.guide.personIn({ place: inSentence }),
      })),
    ],
    [view.ladder !== null, 'next', 'ladder', words.ladder.heading],
    [view.essays.length > 0, 'more', 'essentials', words.essentials.heading, titled(view.essays)],
    [true, 'more', 'sources', catalogue.guide.sources],
  ]
  return all
    .filter(([there]) => there)
    .map(([, page, id, label, entries = []], index) => ({
      page,
      id,
      label,
      entries,
      number: id === 'sources' ? null : index + 1,
    }))
}

/** The parts of a print that start on a new page, each with a running header: its chapters, or their numbers. */
function partsOf(chapters: readonly Chapter[]): { page: string; running: string }[] {
  return [...new Set(chapters.map(({ page }) => page))].map((page) => {
    const own = chapters.filter((chapter) => chapter.page === page)
    const [first, last] = [own[0]?.number, own.at(-1)?.number]
    const running =
      own.length > 2 && first && last
        ? catalogue.print.steps({ first, last })
        : own.map(({ label }) => runningWords(label, RUNNING / own.length)).join(' · ')
    return { page, running }
  })
}

/** Characters that fit in a page margin, at their widest: of a text, and of one word. */
const RUNNING = 60
const RUNNING_WORD = 24

const cut = (text: string, room: number): string => {
  const characters = [...text]
  return characters.length <= room ? text : `${characters.slice(0, room - 1).join('')}…`
}

/** Text shortened for a margin, where words do not break: the page itself has it in full. */
export const runningWords = (text: string, room = RUNNING): string =>
  cut(
    text.replace(/\S+/g, (word) => cut(word, RUNNING_WORD)),
    room,
  )

/** The words with the number of a page, in pieces: the browser counts. */
function folioPieces(): { text: string; counter?: string }[] {
  const words = catalogue.print.page({ page: '{page}', pages: '{pages}' })
  return words
    .split(/(?=\{)|(?<=\})/)
    .map((text) => (/^\{\w+\}$/.test(text) ? { text, counter: text.slice(1, -1) } : { text }))
}

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
  const chapters = chaptersOf(view)
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
    contents: chapters,
    numbers: Object.fromEntries(chapters.map(({ id, number }) => [id, number])),
    parts: partsOf(chapters),
    folio: folioPieces(),
    blankRows: [1, 2, 3, 4, 5],
    foot: site.sample ? `${foot} · ${catalogue.print.sample}` : foot,
  })
}
