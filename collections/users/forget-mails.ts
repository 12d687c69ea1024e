import type { CollectionAfterDeleteHook } from 'payload'
import { removeLink } from '#store/desk/identities.ts'
import { forgetViews } from '#store/desk/saved-views.ts'
import { removeFactors } from '#store/desk/second-factors.ts'
import { forgetSignIns } from '#store/desk/sign-ins.ts'
import { eraseNotices } from '#store/mail/notices.ts'
import { forgetMailsTo } from '#store/mail/outbox/forget.ts'

/** Deletes mails to a deleted account, including those written to files, what it was told, and what it alone saw. */
export const forgetMails: CollectionAfterDeleteHook = async ({ id, req }) => {
  await forgetMailsTo(req, `user:${id}`)
  await eraseNotices(req, `user:${id}`)
  await forgetViews(req, String(id))
}

/** Deletes what a deleted account was signed in to with. */
export const forgetDoors: CollectionAfterDeleteHook = async ({ id, req }) => {
  await removeFactors(req, String(id))
  await removeLink(req, String(id))
  await forgetSignIns(req, String(id))
}
