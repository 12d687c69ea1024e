import type { WatchKindView, WatchWeekView } from '../views/staff/watch-week.ts'
import { letter, type StaffMail } from './staff-mail.ts'

const section = ({ title, toDo, lines, more, href }: WatchKindView): string[] => [
  title,
  toDo,
  ...lines.map((line) => `- ${line}`),
  ...(more > 0 ? [`- and ${more} more`] : []),
  href,
]

/** The watch's weekly mail. */
export const watchWeekMail = ({ name, count, kinds }: WatchWeekView): StaffMail => ({
  subject: `The watch: ${count}`,
  text: letter(name, [
    'this is what the watch found in the sources and dates of your guides, and what is to be done.',
    ...kinds.flatMap((kind) => ['', ...section(kind)]),
  ]),
})
