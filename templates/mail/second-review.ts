import type { SecondReviewView } from '../views/staff/second-review.ts'
import { letter, type StaffMail } from './staff-mail.ts'
import { catalogue } from '../words/index.ts'

const decided = ({ label, notesAlone }: SecondReviewView): string =>
  (notesAlone ? catalogue.staff.noteAlone : catalogue.staff.decidedAlone)({ label })

/** The mail about an overdue second review. */
export const secondReviewMail = (view: SecondReviewView): StaffMail => ({
  subject: catalogue.staff.secondReviewSubject({ label: view.label.replace(/\s+/g, ' ') }),
  text: letter(view.name, [
    catalogue.staff.secondReview({ decided: decided(view), day: view.day, time: view.time }),
    '',
    catalogue.staff.lookAtIt,
    view.href,
  ]),
})
