import { printDate, type LegalDate } from '#domain/dates.ts'
import { TOKEN_DAYS } from '#domain/mail-tokens.ts'
import { paths } from '#domain/paths.ts'
import type { Site } from '#domain/site.ts'
import {
  CADENCES,
  EVERYTHING,
  KEPT_DAYS,
  MAIL_FORMATS,
  SUBSCRIBER_STATES,
  type Choices,
  type SubscriberState,
} from '#domain/subscribers.ts'
import { fill, formsPolicy } from '#templates/engine.ts'
import { frame } from '#templates/views/frame.ts'

/** A place that may be chosen. */
export interface Place {
  key: string
  name: string
}

/** What is wrong with one field of a form, in words for the person who sent it. */
export interface Problem {
  field: 'address' | 'places' | 'cadence' | 'format'
  message: string
}

const EVERY_PLACE = 'Everything: all guides, those to come too'

const addresses = {
  confirm: (token: string): string => `/subscribe/confirm?t=${token}`,
  manage: (token: string): string => `/subscribe/manage?t=${token}`,
  leave: (token: string): string => `/subscribe/leave?t=${token}`,
}

interface Template {
  name: string
  heading: string
  wrong?: boolean
  noindex?: boolean
}

const render = (
  site: Site,
  { name, heading, wrong = false, noindex = true }: Template,
  view: object,
): string =>
  `${fill(`pages/${name}`, {
    ...frame(site, { title: wrong ? `Not sent yet: ${heading}` : heading, forms: true, noindex }),
    csp: formsPolicy,
    heading,
    ...view,
  }).trim()}\n`

const messageFor = (problems: readonly Problem[], field: Problem['field']): string | null =>
  problems.find((each) => each.field === field)?.message ?? null

const options = <T extends string>(labels: Record<T, string>, chosen: T) =>
  (Object.keys(labels) as T[]).map((value) => ({ value, label: labels[value], checked: value === chosen }))

const choicesView = (places: readonly Place[], choices: Choices, problems: readonly Problem[]) => ({
  places: [
    { value: EVERYTHING, label: EVERY_PLACE, whole: true, checked: choices.places.includes(EVERYTHING) },
    ...places.map(({ key, name }) => ({
      value: key,
      label: name,
      whole: false,
      checked: choices.places.includes(key),
    })),
  ],
  cadences: options(CADENCES, choices.cadence),
  atOnce: choices.atOnce,
  formats: options(MAIL_FORMATS, choices.format),
  problem: {
    places: messageFor(problems, 'places'),
    cadence: messageFor(problems, 'cadence'),
    format: messageFor(problems, 'format'),
  },
})

interface Form {
  places: readonly Place[]
  choices: Choices
  problems: readonly Problem[]
}

/** The form to subscribe by, as it was sent where something is wrong with it. */
export const subscribePage = (
  site: Site,
  { places, choices, problems, typed }: Form & { typed: string },
): string =>
  render(
    site,
    { name: 'subscribe', heading: 'Changes by mail', wrong: problems.length > 0, noindex: false },
    {
      problems,
      address: { typed, problem: messageFor(problems, 'address') },
      choices: choicesView(places, choices, problems),
      kept: KEPT_DAYS,
    },
  )

/** The form by which the link to one’s choices is asked for. */
export const linkPage = (
  site: Site,
  { typed, problems }: { typed: string; problems: readonly Problem[] },
): string =>
  render(
    site,
    { name: 'subscribe-link', heading: 'Your choices', wrong: problems.length > 0 },
    { problems, address: { typed, problem: messageFor(problems, 'address') } },
  )

interface Notice {
  heading: string
  /** Paragraphs before facts and button, and after them. */
  before: string[]
  facts?: { term: string; text: string }[]
  button?: { action: string; label: string } | null
  after?: string[]
  links?: { href: string; label: string }[]
}

const notice = (
  site: Site,
  { heading, facts = [], button = null, after = [], links = [], before }: Notice,
): string => render(site, { name: 'subscribe-notice', heading }, { before, facts, button, after, links })

const HOME = { href: paths.index, label: 'All guides' }
const CHANGES = { href: paths.changes, label: 'What changed' }
const SUBSCRIBE = { href: paths.subscribe, label: 'Subscribe' }
const NEW_LINK = { href: '/subscribe/manage', label: 'Have a new link sent' }

/** After the form was sent: the same whether the address is known or not. */
export const askedPage = (site: Site): string =>
  notice(site, {
    heading: 'Look into your mail',
    before: [
      `A mail with a link is on its way. Open the link within ${TOKEN_DAYS.confirm * 24} hours to confirm that the address is yours.`,
      'Is the address subscribed already? Then nothing has changed, and the link leads to its choices.',
    ],
    after: [
      'Nothing there after ten minutes? Look among the junk mail, then see whether the address was right. At most three such mails a day go to one address.',
    ],
    links: [HOME, CHANGES],
  })

/** After a link was asked for: the same whether the address is known or not. */
export const linkAskedPage = (site: Site): string =>
  notice(site, {
    heading: 'Look into your mail',
    before: ['If that address is subscribed, a mail with the link to its choices is on its way.'],
    after: [
      'Nothing there after ten minutes? Then it is not subscribed, or not confirmed: subscribe it. At most three such mails a day go to one address.',
    ],
    links: [SUBSCRIBE, HOME],
  })

const namesOf = (places: readonly Place[], chosen: readonly string[]): string =>
  chosen.includes(EVERYTHING)
    ? 'Everything'
    : chosen.map((key) => places.find((place) => place.key === key)?.name ?? key).join(', ')

const factsOf = (places: readonly Place[], { places: chosen, cadence, atOnce, format }: Choices) => [
  { term: 'Places', text: namesOf(places, chosen) },
  { term: 'How often', text: CADENCES[cadence] },
  { term: 'What is urgent', text: atOnce ? 'At once' : 'With everything else' },
  { term: 'Form', text: MAIL_FORMATS[format] },
]

interface Chosen {
  places: readonly Place[]
  choices: Choices
}

/** What a link in the first mail opens: it asks, and does nothing by itself. */
export const confirmPage = (site: Site, { token, places, choices }: Chosen & { token: string }): string =>
  notice(site, {
    heading: 'Is this your address?',
    before: ['Confirm it, and a mail comes when something changes. What you chose:'],
    facts: factsOf(places, choices),
    button: { action: addresses.confirm(token), label: 'Yes, confirm' },
    after: ['If you did not ask for this, close the page. Nothing else is sent.'],
  })

export const confirmedPage = (site: Site, { places, choices }: Chosen): string =>
  notice(site, {
    heading: 'Confirmed',
    before: ['From now on a mail comes when something changes. What changed before is not sent again.'],
    facts: factsOf(places, choices),
    after: ['Every mail has a link to change this, to pause, and to unsubscribe.'],
    links: [CHANGES, HOME],
  })

/** What a link opens that is too old, was used, was cut, or never was: which of these it is, nobody learns. */
export const brokenLinkPage = (site: Site, about: 'confirm' | 'manage' | 'leave'): string =>
  notice(site, {
    heading: 'This link does not work',
    before: [
      'It may be too old, used already, or not whole: some mail programs break a long link in two. Nothing was changed.',
    ],
    after:
      about === 'confirm'
        ? [
            'Copy the whole link from the mail into the address line. If that does not help, subscribe again: a new link comes, and works for two days.',
            'Have you confirmed already? Then there is nothing to do.',
          ]
        : [
            'Copy the whole link from the mail into the address line. If that does not help, have a new one sent. The page behind it also unsubscribes you and erases everything.',
          ],
    links: [about === 'confirm' ? SUBSCRIBE : NEW_LINK, HOME],
  })

/** What a link to unsubscribe opens: it asks, and does nothing by itself. */
export const leavePage = (site: Site, token: string): string =>
  notice(site, {
    heading: 'Unsubscribe?',
    before: ['No mail comes any more, from now on.'],
    button: { action: addresses.leave(token), label: 'Unsubscribe' },
    after: [
      `Your address is erased after ${KEPT_DAYS.left} days. You can also pause, or have everything erased at once.`,
    ],
    links: [{ href: addresses.manage(token), label: 'Change, pause or erase instead' }],
  })

export const leftPage = (site: Site, token: string): string =>
  notice(site, {
    heading: 'You are unsubscribed',
    before: ['No mail comes any more. One that was already on its way may still arrive.'],
    after: [
      `Your address is erased after ${KEPT_DAYS.left} days. Until then you can have it erased at once.`,
    ],
    links: [{ href: addresses.manage(token), label: 'Erase everything now' }, HOME],
  })

export const erasedPage = (site: Site): string =>
  notice(site, {
    heading: 'Everything is erased',
    before: ['Your address, your choices and what was sent to you are gone. No mail comes any more.'],
    after: ['The mails that you have are yours to delete. Their links do not work any more.'],
    links: [HOME],
  })

/** @param minutes until the next request from the same network is answered. */
export const throttledPage = (site: Site, minutes: number): string =>
  notice(site, {
    heading: 'Too many requests',
    before: [
      `More forms came from your network than we answer at a time. Try again in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}.`,
    ],
    after: [
      'Others may share your network: a library, an office, a mobile provider. Nothing was sent or changed.',
    ],
    links: [HOME, CHANGES],
  })

export const missingPage = (site: Site): string =>
  notice(site, {
    heading: 'This page is not here',
    before: ['The address may be old, or mistyped.'],
    links: [HOME, CHANGES, SUBSCRIBE],
  })

interface Managed extends Form {
  token: string
  masked: string
  state: SubscriberState
  /** The day on which it was confirmed. */
  confirmed: LegalDate | null
  /** What was done just now. */
  notice: string | null
}

/** What is said to somebody in each state, beside their choices. */
const STATE_WORDS: Record<SubscriberState, string[]> = {
  active: [],
  paused: ['No mail comes until you resume. Then you are told of what changes from that day on.'],
  unconfirmed: ['The address is not confirmed: no mail comes. Open the link of the mail that asks for it.'],
  left: [`You are unsubscribed: no mail comes. The address is erased ${KEPT_DAYS.left} days after that.`],
  suppressed: [
    'No mail comes: the address refused one, or one was reported as unwanted. Subscribe again to have mail once more.',
  ],
}

/** Everything that somebody can do with their subscription, on one page. */
export const managePage = (
  site: Site,
  { token, masked, state, confirmed, notice: done, places, choices, problems }: Managed,
): string => {
  const subscribed = state === 'active' || state === 'paused'
  const pausing =
    state === 'paused'
      ? {
          id: 'resume',
          heading: 'Resume',
          text: 'Mails come again, of what changes from now on. What changed in the meantime is not sent.',
          label: 'Resume',
          href: null,
        }
      : {
          id: 'pause',
          heading: 'Pause',
          text: 'No mail until you resume. Keep a mail with this link, or have a new one sent to you then.',
          label: 'Pause',
          href: null,
        }
  return render(
    site,
    { name: 'subscribe-manage', heading: 'Your choices', wrong: problems.length > 0 },
    {
      notice: done,
      problems,
      masked,
      state: SUBSCRIBER_STATES[state],
      confirmed: confirmed && printDate(confirmed),
      words: STATE_WORDS[state],
      action: addresses.manage(token),
      choices: subscribed ? choicesView(places, choices, problems) : null,
      sections: [
        ...(subscribed
          ? [
              pausing,
              {
                id: 'leave',
                heading: 'Unsubscribe',
                text: `No mail any more. Your address is erased after ${KEPT_DAYS.left} days.`,
                label: 'Unsubscribe',
                href: addresses.leave(token),
              },
            ]
          : []),
        {
          id: 'export',
          heading: 'What is kept of you',
          text: 'Your address, choices and dates, and which changes were sent to you, as one file (JSON).',
          label: 'Download it',
          href: null,
        },
        {
          id: 'erase',
          heading: 'Erase everything',
          text: 'All of it goes at once, without asking again. To have mails after that, you would subscribe anew.',
          label: 'Erase everything now',
          href: null,
        },
      ],
    },
  )
}
