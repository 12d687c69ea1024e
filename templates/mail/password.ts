import { letter, type StaffMail } from './staff-mail.ts'
import { catalogue } from '../words/index.ts'

/**
 * The mail for a requested password reset.
 * @param href link to set the new password.
 */
export const passwordMail = (name: string, href: string): StaffMail => ({
  subject: catalogue.staff.passwordSubject,
  text: letter(name, [...catalogue.staff.passwordBefore, href, '', ...catalogue.staff.passwordAfter]),
})

/**
 * The mail to somebody for whom an administrator made an account, or whom they send a new link.
 * @param by name of the administrator.
 */
export const invitationMail = (name: string, by: string, href: string): StaffMail => ({
  subject: catalogue.staff.invitationSubject,
  text: letter(name, [
    ...catalogue.staff.invitationBefore({ by }),
    href,
    '',
    ...catalogue.staff.invitationAfter,
  ]),
})
