/** What a mail to one of the staff says. Plain text: it is read in whatever reads mail, and tells nothing by its looks. */
export interface StaffMail {
  subject: string
  text: string
}

/** Lines of a mail, after a word to the one who gets it. */
export const letter = (name: string, lines: readonly string[]): string =>
  [`${name},`, '', ...lines, ''].join('\n')
