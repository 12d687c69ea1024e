import type { OverdueView } from '../views/staff/overdue.ts'
import { letter, type StaffMail } from './staff-mail.ts'

/** The mail about overdue verifications. */
export function overdueMail({ name, count, one, entries, more }: OverdueView): StaffMail {
  const [many, them] = one ? ['is', 'it'] : ['are', 'them']
  return {
    subject: `Verification overdue: ${count}`,
    text: letter(name, [
      `${count} ${many} overdue: nobody has confirmed in time that what readers see states the law. Readers are told so. A reviewer must open each source, compare, and verify ${them}; or somebody must bring ${them} up to date.`,
      '',
      ...entries.flatMap(({ label, due, href }) => [`${label}, due on ${due}`, href]),
      ...(more > 0 ? [`and ${more} more`] : []),
    ]),
  }
}
