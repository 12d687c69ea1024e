import { fill } from '#templates/engine.ts'
import { guideView, type GuideView } from '#templates/views/guide.ts'
import { ownCopyView } from '#templates/views/own-copy.ts'
import { catalogue } from '#templates/words/index.ts'
import { siteWords, type Made, type PrintForm, type Subject } from '../print-form.ts'
import { folioPieces, runningWords, RUNNING_WORD } from '../running.ts'
import { chaptersOf } from './chapters.ts'

/** All of a guide on paper. */
export const guidePrint: PrintForm = (subject) => wholeGuide(subject, { large: false })

const callOf = ({ words, emergency }: GuideView): string =>
  catalogue.print.inDanger({
    heading: runningWords(words.emergency.heading, RUNNING_WORD),
    number: runningWords(emergency.number.printed, RUNNING_WORD),
  })

/** How old the guide is, for the foot of each page: pages come apart. */
function checkedOn({ freshness }: GuideView): string | null {
  const { day, alike, entries, overdueApart: apart } = freshness
  if (alike === 0) return null
  return freshness.overdue
    ? catalogue.print.overdue({ day, alike, entries })
    : catalogue.print.checked({ day, alike, entries, apart })
}

/** @param large whether it is set in large print. */
export function wholeGuide({ slice, publicUrl }: Subject, { large }: { large: boolean }): Made {
  const { guide, site, changes } = slice
  const view = guideView(guide, site, { whole: true })
  const foot = catalogue.print.foot({
    brand: runningWords(site.brand),
    place: runningWords(view.place.name),
    hash: view.version.hash,
  })
  // Pages come apart, discreet ones, too: these have no name of the site and no place, but what a reader must know.
  const warnings = [checkedOn(view), site.sample ? catalogue.print.sample : null].filter(
    (each) => each !== null,
  )
  const chapters = chaptersOf(view)
  const all = {
    ...view,
    large,
    size: large ? catalogue.print.largePrint : null,
    ownCopy: ownCopyView(guide, changes, publicUrl),
    site: siteWords(site),
    running: large
      ? { title: callOf(view), call: '' }
      : { title: runningWords(view.words.title), call: callOf(view) },
    contents: chapters,
    numbers: Object.fromEntries(chapters.map(({ id, number }) => [id, number])),
    folio: folioPieces(),
    firstSteps: view.record.filter(({ notHere }) => !notHere),
    blankRows: [1, 2, 3, 4, 5],
    foot: [foot, ...warnings].join(' · '),
    quietFoot: warnings.join(' · '),
  }
  return {
    date: guide.version.day,
    html: (paper) => fill('print/guide', { ...all, paper: catalogue.labels.papers[paper] }),
  }
}
