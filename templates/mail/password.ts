import { letter, type StaffMail } from './staff-mail.ts'

/**
 * Somebody asked for a new password.
 * @param href the link by which it is set.
 */
export const passwordMail = (name: string, href: string): StaffMail => ({
  subject: 'Set a new password',
  // Lines that are short go as they are: in a file, too, the link can be read.
  text: letter(name, [
    'somebody asked for a new password of your account at the editorial',
    'desk. If it was you, set it here:',
    href,
    '',
    'The link works once, within an hour; only the newest works. If it was',
    'not you, there is nothing to do: your password stays as it is.',
  ]),
})
