import type { CollectionAfterDeleteHook } from 'payload'
import { forgetMailsTo } from '#store/mail/outbox/forget.ts'

/** Mails to an account that is not there any more are forgotten; where they were written to files, those go, too. */
export const forgetMails: CollectionAfterDeleteHook = async ({ id, req }) => {
  await forgetMailsTo(req, `user:${id}`)
}
