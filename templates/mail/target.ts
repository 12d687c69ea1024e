import { catalogue } from '../words/index.ts'
import { letter, type StaffMail } from './staff-mail.ts'

/** A target of releases, for a mail about it. */
export interface TargetView {
  /** Name of the recipient. */
  name: string
  address: string
  /** Since when its readers have, or had, an old release: an instant, ISO 8601. */
  since: string
  /** What went wrong last, in words. */
  problem: string | null
  /** Link to the desk. */
  href: string
}

const when = ({ address, since }: TargetView): { address: string; day: string; time: string } => ({
  address,
  day: since.slice(0, 10),
  time: since.slice(11, 16),
})

/** The mail about a target that is late. */
export const targetLateMail = (view: TargetView): StaffMail => ({
  subject: catalogue.staff.targetLateSubject(view),
  text: letter(view.name, [
    catalogue.staff.targetLate(when(view)),
    ...(view.problem === null ? [] : ['', view.problem]),
    '',
    catalogue.staff.targetTried,
    view.href,
  ]),
})

/** The mail about one that works again. */
export const targetWorksMail = (view: TargetView): StaffMail => ({
  subject: catalogue.staff.targetWorksSubject(view),
  text: letter(view.name, [catalogue.staff.targetWorks(when(view))]),
})
