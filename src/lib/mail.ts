import type { EmailAdapter } from 'payload'

/**
 * Payload sends mail where it is asked to, inside a transaction too, and everybody who writes would wait for a mail
 * server. So it sends none: every mail is put into the outbox, and the worker sends it.
 */
export const mailAdapter =
  ({ mailFrom }: { mailFrom: string }): EmailAdapter =>
  () => ({
    name: 'recourse',
    defaultFromAddress: mailFrom,
    defaultFromName: 'Recourse',
    sendEmail: () => Promise.reject(new Error('Put this mail into the outbox: nothing is sent here.')),
  })
