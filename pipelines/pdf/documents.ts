import type { LegalDate } from '#domain/dates.ts'
import { guidesOf } from '#domain/publish/guides.ts'
import { PAPERS, paths, type Paper } from '#domain/publish/paths.ts'
import { languageOf } from '#domain/content/language.ts'
import type { Site } from '#domain/content/site.ts'
import type { Snapshot } from '#domain/publish/snapshot.ts'
import { fill } from '#templates/engine.ts'
import { guideView, type GuideView } from '#templates/views/guide.ts'
import { ownCopyView, type OwnCopyView } from '#templates/views/own-copy.ts'
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
  entries: Line[]
}

const titled = (entries: readonly { id: string; title: string }[]): Line[] =>
  entries.map(({ id, title }) => ({ id, label: title }))

/** The chapters that a guide has, in order. */
function chaptersOf(view: GuideView): Chapter[] {
  const { words } = view
  const all: [there: boolean, id: string, label: string, entries?: Line[]][] = [
    [view.record.length > 0, 'record', words.record.heading, titled(view.record)],
    [view.national.length > 0, 'national', words.national.heading, titled(view.national)],
    [view.offences.length > 0, 'offences', words.offences.heading, titled(view.offences)],
    [view.doxxing !== null, 'doxxing', words.doxxing.heading],
    [view.recording !== null, 'recording', words.recording.heading],
    [view.sections.length > 0, 'sections', words.sections.heading],
    [
      view.routes.length > 0,
      'abroad',
      words.crossBorder.heading,
      view.routes.map(({ id, inSentence }) => ({
        id,
        label: catalogue.guide.personIn({ place: inSentence }),
      })),
    ],
    [view.ladder !== null, 'ladder', words.ladder.heading],
    [view.essays.length > 0, 'essentials', words.essentials.heading, titled(view.essays)],
    [true, 'sources', catalogue.guide.sources],
  ]
  return all
    .filter(([there]) => there)
    .map(([, id, label, entries = []], index) => ({
      id,
      label,
      entries,
      number: id === 'sources' ? null : index + 1,
    }))
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

/**
 * Every full guide on every paper size.
 * @param publicUrl address of the site: a print leads back to it, unless nobody has said what it is.
 */
export function documentsOf(snapshot: Snapshot, publicUrl?: string): PrintDocument[] {
  return guidesOf(snapshot).flatMap((guide) => {
    const view = guideView(guide, snapshot.site, { whole: true })
    const ownCopy = ownCopyView(snapshot, guide, publicUrl)
    return (Object.keys(PAPERS) as Paper[]).map((paper) => ({
      path: paths.pdf(guide.place.slug, paper),
      paper,
      html: htmlOf({ view, ownCopy, site: snapshot.site, paper }),
      date: guide.version.day,
    }))
  })
}

/** How old the guide is, for the foot of each page: pages come apart. */
function checkedOn({ freshness }: GuideView): string | null {
  const { day, alike, entries, overdueApart: apart } = freshness
  if (alike === 0) return null
  return freshness.overdue
    ? catalogue.print.overdue({ day, alike, entries })
    : catalogue.print.checked({ day, alike, entries, apart })
}

interface Print {
  view: GuideView
  ownCopy: OwnCopyView | null
  site: Site
  paper: Paper
}

function htmlOf({ view, ownCopy, site, paper }: Print): string {
  const foot = catalogue.print.foot({
    brand: runningWords(site.brand),
    place: runningWords(view.place.name),
    hash: view.version.hash,
  })
  const chapters = chaptersOf(view)
  return fill('print/guide', {
    ...view,
    ownCopy,
    site: {
      ...languageOf(site),
      brand: site.brand,
      sample: site.sample,
      sampleNotice: site.sampleNotice,
      disclaimer: site.disclaimer,
    },
    paper: catalogue.labels.papers[paper],
    running: {
      title: runningWords(view.words.title),
      call: catalogue.print.inDanger({
        heading: runningWords(view.words.emergency.heading, RUNNING_WORD),
        number: runningWords(view.emergency.number.printed, RUNNING_WORD),
      }),
    },
    contents: chapters,
    numbers: Object.fromEntries(chapters.map(({ id, number }) => [id, number])),
    folio: folioPieces(),
    blankRows: [1, 2, 3, 4, 5],
    foot: [foot, checkedOn(view), site.sample && catalogue.print.sample].filter(Boolean).join(' · '),
  })
}
