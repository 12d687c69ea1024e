import type { OverdueView } from '../views/staff/overdue.ts'
import { letter, type StaffMail } from './staff-mail.ts'
import { catalogue } from '../words/index.ts'

/** The mail about overdue verifications. */
export function overdueMail({ name, count, one, entries, more }: OverdueView): StaffMail {
  return {
    subject: catalogue.staff.overdueSubject({ count }),
    text: letter(name, [
      catalogue.staff.overdue({ count, one }),
      '',
      ...entries.flatMap(({ label, due, href }) => [catalogue.staff.dueOn({ label, day: due }), href]),
      ...(more > 0 ? [catalogue.staff.andMore({ count: more })] : []),
    ]),
  }
}
