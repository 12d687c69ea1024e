import type { EntryOf } from './content.ts'
import { isInForce } from './legal-status.ts'

type Offence = Pick<EntryOf<'offence'>, 'content' | 'instruments'>

/** True if the offence can be reported by its name and its law: no civil claim, and nothing that is not in force. */
export const isReportable = ({ content: { standing, nature, reportAs }, instruments }: Offence): boolean =>
  isInForce(standing) &&
  nature !== 'civil' &&
  nature !== 'regulatory' &&
  reportAs !== null &&
  instruments.length > 0

/** True if readers get words to say: the editor's own, or those made of the name and the law. */
export const hasWordsToSay = (offence: Offence): boolean =>
  Boolean(offence.content.say) || isReportable(offence)
