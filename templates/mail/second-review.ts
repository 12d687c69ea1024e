import type { SecondReviewView } from '../views/staff/second-review.ts'
import { letter, type StaffMail } from './staff-mail.ts'

/** A second review is late. */
export const secondReviewMail = ({ name, label, day, time, href }: SecondReviewView): StaffMail => ({
  subject: `Second review is late: ${label.replace(/\s+/g, ' ')}`,
  text: letter(name, [
    `One person alone decided on “${label}”, for safety. A second review was due on ${day} at ${time} UTC, and nobody has done it.`,
    '',
    'A reviewer who took no part in it must look at what was decided:',
    href,
  ]),
})
