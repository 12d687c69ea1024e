import type { SecondReviewView } from '../views/staff/second-review.ts'
import { letter, type StaffMail } from './staff-mail.ts'

const decided = ({ label, notesAlone }: SecondReviewView): string =>
  notesAlone
    ? `One person alone corrected the note of a change of “${label}”.`
    : `One person alone decided on “${label}”, for safety.`

/** The mail about an overdue second review. */
export const secondReviewMail = (view: SecondReviewView): StaffMail => ({
  subject: `Second review is late: ${view.label.replace(/\s+/g, ' ')}`,
  text: letter(view.name, [
    `${decided(view)} A second review was due on ${view.day} at ${view.time} UTC, and nobody has done it.`,
    '',
    'A reviewer who took no part in it must look at what was decided:',
    view.href,
  ]),
})
