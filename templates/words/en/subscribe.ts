import { MOST_ENTRIES } from '#domain/mail/subscribers.ts'
import type { Value, Values } from '../values.ts'

/** The forms and messages before somebody is subscribed, and when they leave. */
export const subscribe = {
  heading: 'Changes by mail',
  choicesHeading: 'Your choices',
  notSent: 'Not sent yet',
  notSentTitle: ({ heading }: Values<'heading'>) => `Not sent yet: ${heading}`,
  lead: 'When the law or a guide changes, a short mail says what it said, what it says now, since when, and by which source. Where nothing changed, no mail comes.',
  othersRead: 'Can somebody else read your mail?',
  othersReadHow: ({ changes }: Values<'changes'>) =>
    `Whoever knows your password, or has a phone or computer that is signed in, can. If that may be so, use an address that only you can open, or follow without one: ${changes} and its feeds say the same.`,
  whatChanged: 'What changed',
  tellsOfCopies:
    'A mail about a guide also says that prints and files of it are out of date, and where to see what has changed since yours.',
  namesNothing: 'Sender and subject name no law, no place and no reason. The text inside does.',
  address: 'Your mail address',
  subscribe: 'Subscribe',
  firstAMail: 'First a mail asks you to confirm. Until you do, nothing else comes.',
  already: ({ link }: Values<'link'>) => `Subscribed already? ${link}.`,
  haveLinkSent: 'Have the link to your choices sent to you',
  looks: 'What the mails look like',
  oneColumn:
    'Text in one column, without pictures. Nothing is loaded from elsewhere, and nothing in a mail tells us whether you open it.',
  eachChange: ({ was, now }: Values<'was' | 'now'>) =>
    `For each change: the place and the entry, what it ${was} and what it ${now}, since when, the source, and a link to the page.`,
  was: 'was',
  isNow: 'is now',
  kept: 'What is kept',
  keptAddress:
    'Your address, encrypted with a key that is not in the database. Nobody here sees a list of addresses.',
  keptChoices:
    'What you choose, when you confirmed it, and which changes were sent to you, so that none comes twice.',
  keptNothing: 'No name, no network address, no record of what you read.',
  keptUntil: ({ unconfirmed, left }: Values<'unconfirmed' | 'left'>) =>
    `An address that nobody confirms is erased after ${unconfirmed} days, one that has unsubscribed after ${left}. You can have everything erased at once, at any time.`,
  linkLead:
    'Every mail to you has a link to the page where you change, pause, export or erase. Is none at hand, or is it too old? Have a new one sent.',
  subscribedAddress: 'The address that is subscribed',
  sendLink: 'Send me the link',
  notYet: ({ link }: Values<'link'>) => `Not subscribed yet? ${link}.`,
  places: 'Which places',
  parts: 'Only some parts of a guide',
  partsWhat:
    'One offence, the contacts of one organisation, or the way to one country: a mail comes when that changes, and nothing else.',
  partsOf: ({ kind, place }: Values<'kind' | 'place'>) => `${kind}: ${place}`,
  partIn: ({ title, place }: Values<'title' | 'place'>) => `${title} (${place})`,
  formerPart: 'A part that is in no guide now',
  chosenBelow: 'What is ticked here counts where its place is not ticked above.',
  partsOfGuide: 'The guide',
  showParts: 'Show its parts',
  everyPlace: 'Everything: all guides, those to come too',
  cadence: 'How often, where something changed',
  urgent: 'What is urgent',
  sendAtOnce: 'Send it at once',
  forExample: 'for example another emergency number',
  format: 'Form of the mails',
  choose: {
    places: 'Choose at least one place, one part of a guide, or everything.',
    entries: `Choose at most ${MOST_ENTRIES} parts of guides, or their places.`,
    cadence: 'Choose how often a mail may come.',
    format: 'Choose what the mails look like.',
  },
  everything: 'Everything',
  factPlaces: 'Places',
  factParts: 'Parts of guides',
  factCadence: 'How often',
  factUrgent: 'What is urgent',
  atOnce: 'At once',
  withTheRest: 'With everything else',
  factFormat: 'Form',
  isThisYours: 'Is this your address?',
  confirmIt: 'Confirm it, and a mail comes when something changes. What you chose:',
  yesConfirm: 'Yes, confirm',
  ifNotYou: 'If you did not ask for this, close the page. Nothing else is sent.',
  confirmed: 'Confirmed',
  fromNowOn: 'From now on a mail comes when something changes. What changed before is not sent again.',
  everyMailHasLink: 'Every mail has a link to change this, to pause, and to unsubscribe.',
  lookIntoMail: 'Look into your mail',
  onItsWay: ({ hours }: Values<'hours'>) =>
    `A mail with a link is on its way. Open the link within ${hours} hours to confirm that the address is yours.`,
  ifSubscribed:
    'Is the address subscribed already? Then nothing has changed, and the link leads to its choices.',
  junk: 'Nothing there after ten minutes? Look among the junk mail, then see whether the address was right. At most three such mails a day go to one address.',
  linkOnItsWay: 'If that address is subscribed, a mail with the link to its choices is on its way.',
  notThere:
    'Nothing there after ten minutes? Then it is not subscribed, or not confirmed: subscribe it. At most three such mails a day go to one address.',
  brokenLink: 'This link does not work',
  brokenWhy:
    'It may be too old, used already, or not whole: some mail programs break a long link in two. Nothing was changed.',
  copyOrSubscribe:
    'Copy the whole link from the mail into the address line. If that does not help, subscribe again: a new link comes, and works for two days.',
  confirmedAlready: 'Have you confirmed already? Then there is nothing to do.',
  copyOrNewLink:
    'Copy the whole link from the mail into the address line. If that does not help, have a new one sent. The page behind it also unsubscribes you and erases everything.',
  newLink: 'Have a new link sent',
  tooMany: 'Too many requests',
  tryAgain: ({ minutes }: { minutes: Value }) =>
    `More forms came from your network than we answer at a time. Try again in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}.`,
  sharedNetwork:
    'Others may share your network: a library, an office, a mobile provider. Nothing was sent or changed.',
  failed: 'Something failed here, and nothing was changed. Try again in some minutes.',
  notHere: 'This page is not here',
  oldOrMistyped: 'The address may be old, or mistyped.',
} as const
