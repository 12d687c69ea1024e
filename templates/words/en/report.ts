import type { Values } from '../values.ts'

/** The form by which readers report an error, and the answer to it. */
export const report = {
  heading: 'Report an error',
  lead: 'Is something wrong, out of date or missing? Say what, and an editor looks into it.',
  noHelp: 'This is not a way to get help',
  noHelpWhy: ({ guides }: Values<'guides'>) =>
    `Nobody reads this at once, and nobody here can act for you. In danger, call the emergency number of the place you are in: ${guides}.`,
  guides: 'emergency numbers',
  page: ({ page }: Values<'page'>) => `About the page ${page}`,
  part: 'Which part?',
  parts: {
    profile: 'Emergency, doxxing, recording',
    channel: 'Whom to tell',
    offence: 'Offences',
    ladder: 'When nothing happens',
    route: 'When the person is in another country',
    essential: 'Essentials',
  },
  showClaims: 'Show its points',
  claim: ({ title }: Values<'title'>) => `Which point of “${title}”?`,
  allOfIt: 'All of it, or something else',
  words: 'What is wrong, and what should it say?',
  wordsHelp:
    'If you know where it is written, say where. Leave out your name and what happened to you: staff read this.',
  wordsMissing: 'Say what is wrong.',
  wordsLong: ({ most }: Values<'most'>) => `Say it in at most ${most} characters.`,
  address: 'Your mail address, if you want an answer',
  addressHelp: 'Without one, nobody can answer you; what you say is looked into all the same.',
  send: 'Send',
  orMail: ({ address }: Values<'address'>) => `Or write to ${address}.`,
  kept: 'What is kept',
  keptWords: 'What you write, and which page, part and point it is about. It is never published.',
  keptAddress: ({ answered, open }: Values<'answered' | 'open'>) =>
    `Your address, if you give one: encrypted, used for one answer, and erased ${answered} days after it, at once if none is sent, or after ${open} days if nobody looks into it.`,
  keptNothing: 'No name, no network address, nothing about your device.',
  thanks: 'Thank you',
  received: 'What you wrote is with the editors. They compare it with the law before they change anything.',
  willAnswer: 'If you gave an address, one mail tells you what they found. It may take days.',
  back: 'Back to the page',
  full: 'Too many reports are waiting',
  fullWhy: 'Nothing was sent. Try again in a few days.',
  fullMail: ({ address }: Values<'address'>) => `You can also write to ${address}.`,
  mailSubject: 'Your note to us',
  mailBefore: 'Hello,\n\nyou told us that something on our site is wrong. An editor answers:',
  mailAfter:
    'This is the only mail about it. Your address is erased soon. Please do not reply: nobody reads replies.',
} as const
