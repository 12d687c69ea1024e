import type { StaffMail } from './staff-mail.ts'
import { catalogue } from '../words/index.ts'

/**
 * The answer to a reader who reported an error. Its subject and first line say nothing of the guide: others may read
 * along.
 */
export const reportMail = (answer: string): StaffMail => ({
  subject: catalogue.report.mailSubject,
  text: [catalogue.report.mailBefore, '', answer, '', catalogue.report.mailAfter, ''].join('\n'),
})
