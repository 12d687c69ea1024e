import type { Finding } from './finding.ts'
import { letters } from './letters.ts'
import { attribute, named, textContent, type Page } from './page.ts'

/** The number of a guide for emergencies, as its profile has it. */
export interface EmergencyNumber {
  printed: string
  /** `tel:999`; null where it cannot be dialled from a link. */
  href: string | null
}

/** A page without the number of its guide, to be read and to be dialled. */
export function numberFindings(page: Page, { printed, href }: EmergencyNumber): Finding[] {
  const number = letters(printed)
  const links = named(page, 'a').filter((each) => href === null || attribute(each, 'href') === href)
  const shown = (href === null ? page.elements : links).some((each) =>
    letters(textContent(each)).includes(number),
  )
  if (shown) return []
  const problem =
    href !== null && links.length === 0
      ? `It has no link that dials ${printed} (${href}), the emergency number of its guide.`
      : `It does not show ${printed}, the emergency number of its guide.`
  return [{ path: page.path, problem }]
}

/** @param print letters of a print. */
export const isNumberIn = (print: string, { printed }: EmergencyNumber): boolean =>
  print.includes(letters(printed))
