import type { Payload } from 'payload'
import type { Mail, MailState } from '#domain/mail/mails.ts'
import { updateClaimed, type ClaimedChange } from '../../claimed.ts'
import type { StoredMail } from './stored-mail.ts'
import { writing } from './writing.ts'

/** A change to a held mail. */
export interface MailMark {
  mail: Pick<StoredMail, 'id' | 'token'>
  /** If given, nothing happens unless the mail is in this state. */
  from?: MailState
  data: Partial<
    Pick<Mail, 'state' | 'tries' | 'notBefore' | 'holder' | 'token' | 'attemptedAt' | 'endedAt' | 'answer'>
  >
}

/** Marks mails. @returns for each whether it was changed: a mail another has claimed since is left unchanged. */
export const markMails = (payload: Payload, marks: readonly MailMark[]): Promise<boolean[]> =>
  writing(payload, (req) =>
    updateClaimed(
      req,
      'outbox',
      marks.map(({ mail: { id, token }, from, data }): ClaimedChange => ({ id, token, from, data })),
    ),
  )
