import { fill } from '#templates/engine.ts'
import { cardView } from '#templates/views/card.ts'
import { catalogue } from '#templates/words/index.ts'
import { dayOf } from '../changed-on.ts'
import { siteWords, type PrintForm } from '../print-form.ts'
import { runningWords } from '../running.ts'

/** A card for the wallet, to be cut out and folded. */
export const cardPrint: PrintForm = (subject) => {
  const { slice, publicUrl } = subject
  const { guide, site } = slice
  const date = dayOf('card', subject)
  const name = runningWords(guide.place.name)
  const view = {
    ...cardView(guide, { changedOn: date, publicUrl }),
    site: siteWords(site),
    title: catalogue.print.cardTitle({ place: name }),
    name,
  }
  return {
    date,
    html: (paper) => fill('print/card', { ...view, paper: catalogue.labels.papers[paper] }),
  }
}
