import { letter, type StaffMail } from './staff-mail.ts'

/**
 * The mail for a requested password reset.
 * @param href link to set the new password.
 */
export const passwordMail = (name: string, href: string): StaffMail => ({
  subject: 'Set a new password',
  // Short lines are not re-encoded, so that the link is readable in a file too.
  text: letter(name, [
    'somebody asked for a new password of your account at the editorial',
    'desk. If it was you, set it here:',
    href,
    '',
    'The link works once, within an hour; only the newest works. If it was',
    'not you, there is nothing to do: your password stays as it is.',
  ]),
})
