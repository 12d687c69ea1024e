import type { Value, Values } from '../values.ts'

const CHOICES = 'How to change what you get, to pause or to leave stands at the end.'

/** Digests, and the mails about a subscription. */
export const mail = {
  runs: {
    'at-once': 'Told at once',
    daily: 'Daily digest',
    weekly: 'Weekly digest',
    monthly: 'Monthly digest',
  },
  runOf: ({ run, day }: Values<'run' | 'day'>) => `${run} of ${day}`,
  whatMailSaid: 'What the mail said: what was, what is now, and since when.',
  whatFollowersWereTold: ({ place }: Values<'place'>) =>
    `What those who follow ${place} were told: what was, what is now, and since when.`,
  everything: 'everything',
  /** Subjects name no topic: others may see them over the reader’s shoulder. */
  subject: ({ day }: Values<'day'>) => `Changes, ${day}`,
  subjectOfCorrection: ({ day }: Values<'day'>) => `Correction, ${day}`,
  test: ({ subject }: Values<'subject'>) => `Test: ${subject}`,
  intro: ({ count }: { count: Value }) =>
    `You asked to be told when pages that you follow change. This mail tells of ${count === 1 ? 'one change' : `${count} changes`}: what was, what is now, since when, and by which sources. ${CHOICES}`,
  introOfCorrection: `Something that this site published was wrong. This mail says what was wrong and what is right, with the sources behind it. ${CHOICES}`,
  wording: 'Wording only',
  wordingWhy: 'What these say is what they said: only the wording changed.',
  noRoom: ({ count }: { count: Value }) =>
    `${count} more changes have no room in this mail. All changes are listed here:`,
  asterisks: 'Words that differ stand between *asterisks*.',
  aboutThisMail: 'ABOUT THIS MAIL',
  change: 'Change what you get',
  pause: 'Pause',
  leave: 'Leave',
  onTheWeb: 'Read this on the web',
  onThePage: 'On the page',
  onThePageOfGuide: ({ guide }: Values<'guide'>) => `On the page, in the guide for ${guide}`,
  guideFor: ({ place }: Values<'place'>) => `Guide for ${place}`,
  copyOld: 'Have you printed this guide, or kept it as a file? Then your copy is out of date.',
  isCopyCurrent: 'What has changed since your copy',
  pdf: ({ paper }: Values<'paper'>) => `PDF, ${paper}`,
  openAddress: 'Or open this address:',
  confirm: {
    subject: 'Please confirm your address',
    why: 'Somebody asked for updates by mail to this address. If it was you, confirm it.',
    button: 'Confirm this address',
    lasts: ({ hours }: Values<'hours'>) =>
      `The link works for ${hours} hours. It opens a page that asks you once more.`,
    ignore: 'If it was not you, do nothing: no updates come, and the address is erased within 7 days.',
  },
  choices: {
    subject: 'The link that you asked for',
    why: 'Somebody asked for updates by mail to this address, or for the link to its settings. It is subscribed already, and nothing has changed.',
    button: 'See, change, pause or erase',
    lasts: ({ days }: Values<'days'>) =>
      `The link works for ${days} days. Do not pass this mail on: whoever has the link can use it.`,
    ignore: 'If it was not you, do nothing.',
  },
} as const
