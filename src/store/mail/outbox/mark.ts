import type { Payload } from 'payload'
import type { Mail, MailState } from '#domain/mail/mails.ts'
import { updateClaimed, type ClaimedChange } from '../../claimed.ts'
import type { StoredMail } from './stored-mail.ts'
import { writing } from './writing.ts'

/** What becomes of a mail that is held. */
export interface MailMark {
  mail: Pick<StoredMail, 'id' | 'token'>
  /** Where given, nothing happens unless it is in this state. */
  from?: MailState
  data: Partial<
    Pick<Mail, 'state' | 'tries' | 'notBefore' | 'holder' | 'token' | 'attemptedAt' | 'endedAt' | 'answer'>
  >
}

/** Marks mails. @returns for each whether it happened: a mail that another has claimed since is left as it is. */
export const markMails = (payload: Payload, marks: readonly MailMark[]): Promise<boolean[]> =>
  writing(payload, (req) =>
    updateClaimed(
      req,
      'outbox',
      marks.map(({ mail: { id, token }, from, data }): ClaimedChange => ({ id, token, from, data })),
    ),
  )
