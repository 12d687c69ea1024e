import { fill } from '#templates/engine.ts'
import { wordsFor } from '#templates/views/guide.ts'
import { sheetView } from '#templates/views/sheet.ts'
import { catalogue } from '#templates/words/index.ts'
import { dayOf } from '../changed-on.ts'
import { siteWords, type PrintForm } from '../print-form.ts'
import { folioPieces, runningWords } from '../running.ts'

/** Two pages to act on. */
export const sheetPrint: PrintForm = (subject) => {
  const { slice, publicUrl } = subject
  const { guide, site } = slice
  const date = dayOf('sheet', subject)
  const warnings = site.sample ? [catalogue.print.sample] : []
  const view = {
    ...sheetView(guide, { changedOn: date, publicUrl }),
    site: siteWords(site),
    title: catalogue.print.sheetTitle({ place: runningWords(guide.place.name) }),
    heading: wordsFor(site, guide.place.inSentence).emergency.heading,
    running: null,
    folio: folioPieces(),
    foot: [runningWords(site.brand), ...warnings].join(' · '),
    quietFoot: warnings.join(' · '),
  }
  return {
    date,
    html: (paper) => fill('print/sheet', { ...view, paper: catalogue.labels.papers[paper] }),
  }
}
