import type { WatchKindView, WatchWeekView } from '../views/staff/watch-week.ts'
import { letter, type StaffMail } from './staff-mail.ts'
import { catalogue } from '../words/index.ts'

const section = ({ title, toDo, lines, more, href }: WatchKindView): string[] => [
  title,
  toDo,
  ...lines.map((line) => `- ${line}`),
  ...(more > 0 ? [`- ${catalogue.staff.andMore({ count: more })}`] : []),
  href,
]

/** The watch's weekly mail. */
export const watchWeekMail = ({ name, count, kinds }: WatchWeekView): StaffMail => ({
  subject: catalogue.staff.watchSubject({ count }),
  text: letter(name, [catalogue.staff.watchFound, ...kinds.flatMap((kind) => ['', ...section(kind)])]),
})
