import type { CollectionAfterDeleteHook } from 'payload'
import { forgetMailsTo } from '#store/mail/outbox/forget.ts'

/** Deletes mails to a deleted account, including those written to files. */
export const forgetMails: CollectionAfterDeleteHook = async ({ id, req }) => {
  await forgetMailsTo(req, `user:${id}`)
}
