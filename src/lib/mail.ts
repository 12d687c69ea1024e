import type { EmailAdapter } from 'payload'

/**
 * Payload sends mail synchronously, even inside a transaction, so that every writer would wait for a mail server.
 * This adapter therefore sends none: every mail is put into the outbox, and the worker sends it.
 */
export const mailAdapter =
  ({ mailFrom }: { mailFrom: string }): EmailAdapter =>
  () => ({
    name: 'recourse',
    defaultFromAddress: mailFrom,
    defaultFromName: 'Recourse',
    sendEmail: () => Promise.reject(new Error('Put this mail into the outbox: nothing is sent here.')),
  })
