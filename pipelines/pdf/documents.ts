import type { LegalDate } from '#domain/dates.ts'
import {
  EVERY_PRINT,
  PAPERS,
  paths,
  type Paper,
  type Print,
  type Variant,
  type WantedPrints,
} from '#domain/publish/paths.ts'
import { slicesOf, type GuideSlice } from '#domain/publish/slices.ts'
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

/** A print on a paper in a variant, as there is one for each guide. */
interface Made {
  print: Print
  paper: Paper
  variant: Variant
}

const PAPERS_MADE = Object.keys(PAPERS) as Paper[]

function madeOf({ prints, variants }: DocumentsOptions): Made[] {
  return (prints ?? EVERY_PRINT.prints).flatMap((print) =>
    PAPERS_MADE.flatMap((paper) =>
      (variants ?? EVERY_PRINT.variants).map((variant) => ({ print, paper, variant })),
    ),
  )
}

/** Addresses of the prints of a guide, in the order in which they are composed. */
export const printsOf = (slug: string, options: DocumentsOptions): string[] =>
  madeOf(options).map(({ print, paper, variant }) => paths.pdf(slug, paper, print, variant))

/** Every print of a guide on every paper. */
export function documentsOfGuide(slice: GuideSlice, options: DocumentsOptions = {}): PrintDocument[] {
  const { publicUrl, timeZone = 'UTC', variants = EVERY_PRINT.variants } = options
  const forms = new Map<Print, ReturnType<PrintForm>>()
  const pressed = new Map<string, Pressed>()
  return madeOf(options).map(({ print, paper, variant }) => {
    const form = forms.get(print) ?? FORMS[print]({ slice, publicUrl, timeZone })
    forms.set(print, form)
    const shared = pressed.get(`${print} ${paper}`) ?? { html: form.html(paper) }
    pressed.set(`${print} ${paper}`, shared)
    return {
      path: paths.pdf(slice.guide.place.slug, paper, print, variant),
      print,
      paper,
      variant,
      html: shared.html,
      date: form.date,
      ...(variants.length > 1 ? { pressed: shared } : {}),
    }
  })
}

/** Every print of every full guide on every paper. */
export const documentsOf = (snapshot: Snapshot, options: DocumentsOptions = {}): PrintDocument[] =>
  [...slicesOf(snapshot)].flatMap((slice) => documentsOfGuide(slice, options))
