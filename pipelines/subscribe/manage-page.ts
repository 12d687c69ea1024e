import { printDate, type LegalDate } from '#domain/dates.ts'
import type { Site } from '#domain/content/site.ts'
import { KEPT_DAYS, SUBSCRIBER_STATES, type SubscriberState } from '#domain/mail/subscribers.ts'
import { addresses } from './addresses.ts'
import { choicesView, type ChoicesForm } from './choices.ts'
import { page } from './page.ts'

interface Managed extends ChoicesForm {
  token: string
  masked: string
  state: SubscriberState
  /** The day it was confirmed. */
  confirmed: LegalDate | null
  /** The result of the last action. */
  notice: string | null
}

/** Text for each state, next to the choices. */
const STATE_WORDS: Record<SubscriberState, string[]> = {
  active: [],
  paused: ['No mail comes until you resume. Then you are told of what changes from that day on.'],
  unconfirmed: ['The address is not confirmed: no mail comes. Open the link of the mail that asks for it.'],
  left: [`You are unsubscribed: no mail comes. The address is erased ${KEPT_DAYS.left} days after that.`],
  suppressed: [
    'No mail comes: the address refused one, or one was reported as unwanted. Subscribe again to have mail once more.',
  ],
}

/** An action with its own button or link. */
interface Section {
  /** The action, and its anchor. */
  id: 'pause' | 'resume' | 'leave' | 'export' | 'erase'
  heading: string
  text: string
  label: string
  href: string | null
}

const PAUSE: Section = {
  id: 'pause',
  heading: 'Pause',
  text: 'No mail until you resume. Keep a mail with this link, or have a new one sent to you then.',
  label: 'Pause',
  href: null,
}
const RESUME: Section = {
  id: 'resume',
  heading: 'Resume',
  text: 'Mails come again, of what changes from now on. What changed in the meantime is not sent.',
  label: 'Resume',
  href: null,
}
const EXPORT: Section = {
  id: 'export',
  heading: 'What is kept of you',
  text: 'Your address, choices and dates, and which changes were sent to you, as one file (JSON).',
  label: 'Download it',
  href: null,
}
const ERASE: Section = {
  id: 'erase',
  heading: 'Erase everything',
  text: 'All of it goes at once, without asking again. To have mails after that, you would subscribe anew.',
  label: 'Erase everything now',
  href: null,
}
const leave = (token: string): Section => ({
  id: 'leave',
  heading: 'Unsubscribe',
  text: `No mail any more. Your address is erased after ${KEPT_DAYS.left} days.`,
  label: 'Unsubscribe',
  href: addresses.leave(token),
})

const isSubscribed = (state: SubscriberState): boolean => state === 'active' || state === 'paused'

const sectionsOf = (state: SubscriberState, token: string): Section[] => [
  ...(isSubscribed(state) ? [state === 'paused' ? RESUME : PAUSE, leave(token)] : []),
  EXPORT,
  ERASE,
]

/** The page on which a subscriber manages everything about their subscription. */
export const managePage = (
  site: Site,
  { token, masked, state, confirmed, notice, places, choices, problems }: Managed,
): string =>
  page(
    site,
    { name: 'subscribe-manage', heading: 'Your choices', wrong: problems.length > 0 },
    {
      notice,
      problems,
      masked,
      state: SUBSCRIBER_STATES[state],
      confirmed: confirmed && printDate(confirmed),
      words: STATE_WORDS[state],
      action: addresses.manage(token),
      choices: isSubscribed(state) ? choicesView(places, choices, problems) : null,
      sections: sectionsOf(state, token),
    },
  )
