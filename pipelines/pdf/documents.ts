import type { LegalDate } from '#domain/dates.ts'
import { guidesOf } from '#domain/publish/guides.ts'
import {
  EVERY_PRINT,
  PAPERS,
  paths,
  type Paper,
  type Print,
  type Variant,
  type WantedPrints,
} from '#domain/publish/paths.ts'
import type { Snapshot } from '#domain/publish/snapshot.ts'
import { cardPrint } from './card/card.ts'
import { guidePrint } from './guide/guide.ts'
import { largePrint } from './large/large.ts'
import type { PrintForm } from './print-form.ts'
import { sheetPrint } from './sheet/sheet.ts'

/** Every print of a guide. */
const FORMS: Record<Print, PrintForm> = {
  guide: guidePrint,
  sheet: sheetPrint,
  card: cardPrint,
  large: largePrint,
}

/** What the browser prints once for all variants of a print. */
export interface Pressed {
  /** HTML without fonts, with the words of every variant. */
  html: string
}

/** A document to print: its path, paper, and HTML without fonts. */
export interface PrintDocument extends Pressed {
  /** Address in the site: `/guides/scotland/scotland.a4.pdf`. */
  path: string
  print: Print
  paper: Paper
  variant: Variant
  /** The document's date: the day what it shows last changed. */
  date: LegalDate
  /** The same for all variants; none where there is only one. */
  pressed?: Pressed
}

export interface DocumentsOptions extends Partial<WantedPrints> {
  /** Address of the site: a print leads back to it, unless nobody has said what it is. */
  publicUrl?: string
  timeZone?: string
}

/** Every print of every full guide on every paper. */
export function documentsOf(
  snapshot: Snapshot,
  {
    publicUrl,
    timeZone = 'UTC',
    prints = EVERY_PRINT.prints,
    variants = EVERY_PRINT.variants,
  }: DocumentsOptions = {},
): PrintDocument[] {
  return guidesOf(snapshot).flatMap((guide) =>
    prints.flatMap((print) => {
      const { date, html } = FORMS[print]({ snapshot, guide, publicUrl, timeZone })
      return (Object.keys(PAPERS) as Paper[]).flatMap((paper) => {
        const pressed = { html: html(paper) }
        return variants.map((variant) => ({
          path: paths.pdf(guide.place.slug, paper, print, variant),
          print,
          paper,
          variant,
          html: pressed.html,
          date,
          ...(variants.length > 1 ? { pressed } : {}),
        }))
      })
    }),
  )
}
