import { DOXXING_STATUSES, REACHES, RECORDING_RULES, ROLES } from '#domain/content/channels.ts'
import { CONTACT_KINDS } from '#domain/content/contacts.ts'
import { CHANGE_KINDS } from '#domain/content/editions.ts'
import { LEGAL_STATUSES, NATURES, type Relation } from '#domain/content/legal-status.ts'
import { SITUATION_GROUPS } from '#domain/content/situations.ts'
import { FLAG_KINDS } from '#domain/desk/flags.ts'
import { ADDRESS_PROBLEMS } from '#domain/mail-address.ts'
import { NOTICE_KINDS } from '#domain/mail/notices.ts'
import { CADENCES, MAIL_FORMATS, SUBSCRIBER_STATES } from '#domain/mail/subscribers.ts'
import { PAPERS, type FeedFormat, type GuideForm, type Print } from '#domain/publish/paths.ts'
import { WHAT_TO_DO } from '#domain/watch/watch-rules.ts'

/** What a provision does, in the words of a person who never read one. */
const RELATIONS: Record<Relation, string> = {
  creates: 'The law that names it',
  penalty: 'Sets the maximum',
  procedure: 'Says how it is dealt with',
  alternative: 'May fit instead or as well',
  abolishes: 'Ended it',
  'not-extending': 'Does not apply here',
}

const FEEDS: Record<FeedFormat, string> = { atom: 'Atom', json: 'JSON Feed' }

const FORMS: Record<GuideForm, string> = {
  epub: 'E-book (EPUB)',
  offline: 'one page that works offline (HTML)',
  text: 'plain text',
  data: 'data (JSON)',
}

const PRINTS: Record<Print, string> = {
  guide: 'The whole guide',
  sheet: 'Action sheet',
  card: 'Wallet card',
  large: 'Large print',
}

/** Words for values. In English, editors read the same ones at the desk: they stand in the domain once. */
export const labels = {
  addressProblems: ADDRESS_PROBLEMS,
  cadences: CADENCES,
  changeKinds: CHANGE_KINDS,
  /** Within a sentence. */
  confidences: { high: 'high', medium: 'medium', low: 'low' },
  contactKinds: CONTACT_KINDS,
  doxxing: DOXXING_STATUSES,
  feeds: FEEDS,
  forms: FORMS,
  flagKinds: FLAG_KINDS,
  legalStatuses: LEGAL_STATUSES,
  mailFormats: MAIL_FORMATS,
  natures: NATURES,
  noticeKinds: NOTICE_KINDS,
  papers: PAPERS,
  prints: PRINTS,
  reaches: REACHES,
  recording: RECORDING_RULES,
  relations: RELATIONS,
  roles: ROLES,
  situationGroups: SITUATION_GROUPS,
  subscriberStates: SUBSCRIBER_STATES,
  whatToDo: WHAT_TO_DO,
} as const
