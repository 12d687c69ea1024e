import { wholeGuide } from '../guide/guide.ts'
import type { PrintForm } from '../print-form.ts'

/** All of a guide in letters of 18 points and more. */
export const largePrint: PrintForm = (subject) => wholeGuide(subject, { large: true })
