import type { NoticeKindView, NoticesView } from '../views/staff/notices.ts'
import { letter, type StaffMail } from './staff-mail.ts'
import { catalogue } from '../words/index.ts'

const section = ({ title, why, lines, more }: NoticeKindView): string[] => [
  '',
  title,
  why,
  ...lines.flatMap(({ words, href }) => [`- ${words}`, `  ${href}`]),
  ...(more > 0 ? [`- ${catalogue.staff.andMore({ count: more })}`] : []),
]

/** The mail about what is new for a member of staff. */
export const noticesMail = ({ name, count, kinds, account }: NoticesView): StaffMail => ({
  subject: catalogue.staff.noticesSubject({ count }),
  text: letter(name, [
    catalogue.staff.noticesBegin,
    ...kinds.flatMap(section),
    '',
    catalogue.staff.noticesFoot,
    account,
  ]),
})
