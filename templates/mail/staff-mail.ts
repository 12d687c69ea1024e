/** A mail to a staff member. Plain text: it reads the same in any mail client, and carries no styling. */
export interface StaffMail {
  subject: string
  text: string
}

/** The lines of a mail, after a salutation. */
export const letter = (name: string, lines: readonly string[]): string =>
  [`${name},`, '', ...lines, ''].join('\n')
