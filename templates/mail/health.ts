import { catalogue } from '../words/index.ts'
import { letter, type StaffMail } from './staff-mail.ts'

/** An alarm, for a mail about it. */
export interface AlarmView {
  /** Name of the recipient. */
  name: string
  /** Host of the site. */
  host: string
  /** Instant, ISO 8601. */
  since: string
  words: string
  /** Link to the desk. */
  href: string
}

const when = (instant: string): { day: string; time: string } => ({
  day: instant.slice(0, 10),
  time: instant.slice(11, 16),
})

/** The mail about something that is wrong. */
export const alarmMail = ({ name, host, since, words, href }: AlarmView): StaffMail => ({
  subject: catalogue.staff.alarmSubject({ host }),
  text: letter(name, [catalogue.staff.alarm(when(since)), '', words, '', href]),
})

/** The mail about the same once it is over. */
export const alarmOverMail = ({ name, host, since, words }: AlarmView): StaffMail => ({
  subject: catalogue.staff.alarmOverSubject({ host }),
  text: letter(name, [catalogue.staff.alarmOver(when(since)), '', words]),
})

/** The state of an installation, for its weekly mail. */
export interface SignOfLifeView {
  name: string
  host: string
  release: { name: string; publishedAt: string } | null
  mails: { sent: number; waiting: number }
  subscribers: number
  /** What is wrong, as sentences. */
  alarms: readonly string[]
  href: string
}

/** The mail that says each week that all works: its absence says the contrary. */
export function signOfLifeMail(view: SignOfLifeView): StaffMail {
  const { host, release, mails, subscribers, alarms } = view
  const count = catalogue.staff.thingsNeedYou({ count: alarms.length })
  return {
    subject:
      alarms.length === 0
        ? catalogue.staff.aliveSubject({ host })
        : catalogue.staff.aliveTrouble({ host, count }),
    text: letter(view.name, [
      ...catalogue.staff.alive,
      '',
      release
        ? catalogue.staff.aliveRelease({ release: release.name, ...when(release.publishedAt) })
        : catalogue.staff.aliveNoRelease,
      catalogue.staff.aliveMails({ sent: String(mails.sent), waiting: String(mails.waiting) }),
      catalogue.staff.aliveSubscribers({ active: String(subscribers) }),
      '',
      ...(alarms.length === 0 ? [catalogue.staff.aliveFine] : alarms),
      '',
      view.href,
    ]),
  }
}
