import { printDate, type LegalDate } from '#domain/dates.ts'
import type { Site } from '#domain/content/site.ts'
import { KEPT_DAYS, type SubscriberState } from '#domain/mail/subscribers.ts'
import { addresses } from './addresses.ts'
import { choicesView, otherPartsView, type ChoicesForm } from './choices.ts'
import { formPage } from '#templates/form-page.ts'
import { catalogue } from '#templates/words/index.ts'

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
  paused: [catalogue.manage.pausedWhy],
  unconfirmed: [catalogue.manage.unconfirmedWhy],
  left: [catalogue.manage.leftWhy({ days: KEPT_DAYS.left })],
  suppressed: [catalogue.manage.suppressedWhy],
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
  heading: catalogue.manage.pause,
  text: catalogue.manage.pauseWhat,
  label: catalogue.manage.pause,
  href: null,
}
const RESUME: Section = {
  id: 'resume',
  heading: catalogue.manage.resume,
  text: catalogue.manage.resumeWhat,
  label: catalogue.manage.resume,
  href: null,
}
const EXPORT: Section = {
  id: 'export',
  heading: catalogue.manage.kept,
  text: catalogue.manage.keptWhat,
  label: catalogue.manage.download,
  href: null,
}
const ERASE: Section = {
  id: 'erase',
  heading: catalogue.manage.erase,
  text: catalogue.manage.eraseWhat,
  label: catalogue.manage.eraseNow,
  href: null,
}
const leave = (token: string): Section => ({
  id: 'leave',
  heading: catalogue.manage.unsubscribe,
  text: catalogue.manage.unsubscribeWhat({ days: KEPT_DAYS.left }),
  label: catalogue.manage.unsubscribe,
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
  { token, masked, state, confirmed, notice, ...form }: Managed,
): string =>
  formPage(
    site,
    {
      name: 'subscribe-manage',
      heading: catalogue.subscribe.choicesHeading,
      wrong: form.problems.length > 0,
    },
    {
      notice,
      problems: form.problems,
      masked,
      state: catalogue.labels.subscriberStates[state],
      confirmed: confirmed && printDate(confirmed),
      words: STATE_WORDS[state],
      action: addresses.manage(token),
      choices: isSubscribed(state) ? choicesView(form) : null,
      otherParts: isSubscribed(state) ? otherPartsView(form, token) : null,
      sections: sectionsOf(state, token),
    },
  )
