import { FIRST_LANGUAGE } from '#domain/content/language.ts'
import type { Mail, Message } from '#domain/mail/mails.ts'
import { readMailSender } from '#store/mail/mail-sender.ts'
import type { Context } from '../context.ts'
import type { Composed } from './composed.ts'
import { composeAlarmMail } from '../health/alarm-mails.ts'
import { composeSignOfLife } from '../health/sign-of-life.ts'
import { digestComposer } from './digests/compose.ts'
import { composeEscalation } from '../desk/escalate.ts'
import { composeNotices } from './notices/compose.ts'
import { composePasswordMail } from './password-mail.ts'
import { composeSubscriptionMail } from './subscription-mails.ts'
import { composeDueMail } from '../watch/escalate-due.ts'
import { composeReportAnswer } from '../publish/report-answer.ts'
import { composeTargetMail } from '../publish/target-alarm.ts'
import { composeWatchMail } from '../watch/weekly-mail.ts'

/** Maps each kind of mail to its composer. */
export function composer(context: Context): (mail: Mail) => Promise<Message | { drop: string }> {
  const digests = digestComposer(context)
  const compose = (mail: Mail): Promise<Composed | { drop: string }> => {
    switch (mail.kind) {
      case 'confirm':
      case 'choices':
        return composeSubscriptionMail(context, mail)
      case 'digest':
        return digests.digest(mail)
      case 'test':
        return digests.test(mail)
      case 'escalation':
        return composeEscalation(context, mail)
      case 'watch':
        return composeWatchMail(context, mail)
      case 'overdue':
        return composeDueMail(context, mail)
      case 'password':
        return composePasswordMail(context, mail)
      case 'target':
        return composeTargetMail(context, mail)
      case 'alarm':
        return composeAlarmMail(context, mail)
      case 'report':
        return composeReportAnswer(context, mail)
      case 'notice':
        return composeNotices(context, mail)
      case 'alive':
        return composeSignOfLife(context, mail)
    }
  }
  return async (mail) => {
    const composed = await compose(mail)
    if ('drop' in composed) return composed
    const name = await readMailSender({ payload: context.payload })
    return {
      headers: {},
      language: FIRST_LANGUAGE,
      ...composed,
      from: { name, address: context.env.mailFrom },
    }
  }
}
