import type { Values } from '../values.ts'

/** The page of a subscriber’s choices, and leaving. */
export const manage = {
  address: 'Address',
  state: 'State',
  confirmedOn: 'Confirmed on',
  save: 'Save',
  saved: 'Saved.',
  paused: 'Paused. No mail comes until you resume.',
  resumed: 'Mails come again, of what changes from now on.',
  pausedWhy: 'No mail comes until you resume. Then you are told of what changes from that day on.',
  unconfirmedWhy: 'The address is not confirmed: no mail comes. Open the link of the mail that asks for it.',
  leftWhy: ({ days }: Values<'days'>) =>
    `You are unsubscribed: no mail comes. The address is erased ${days} days after that.`,
  suppressedWhy:
    'No mail comes: the address refused one, or one was reported as unwanted. Subscribe again to have mail once more.',
  pause: 'Pause',
  pauseWhat: 'No mail until you resume. Keep a mail with this link, or have a new one sent to you then.',
  resume: 'Resume',
  resumeWhat: 'Mails come again, of what changes from now on. What changed in the meantime is not sent.',
  kept: 'What is kept of you',
  keptWhat: 'Your address, choices and dates, and which changes were sent to you, as one file (JSON).',
  download: 'Download it',
  erase: 'Erase everything',
  eraseWhat:
    'All of it goes at once, without asking again. To have mails after that, you would subscribe anew.',
  eraseNow: 'Erase everything now',
  unsubscribe: 'Unsubscribe',
  unsubscribeWhat: ({ days }: Values<'days'>) =>
    `No mail any more. Your address is erased after ${days} days.`,
  unsubscribeAsk: 'Unsubscribe?',
  fromNowOn: 'No mail comes any more, from now on.',
  erasedAfter: ({ days }: Values<'days'>) =>
    `Your address is erased after ${days} days. You can also pause, or have everything erased at once.`,
  instead: 'Change, pause or erase instead',
  unsubscribed: 'You are unsubscribed',
  mayStillArrive: 'No mail comes any more. One that was already on its way may still arrive.',
  untilThen: ({ days }: Values<'days'>) =>
    `Your address is erased after ${days} days. Until then you can have it erased at once.`,
  erased: 'Everything is erased',
  erasedWhat: 'Your address, your choices and what was sent to you are gone. No mail comes any more.',
  yoursToDelete: 'The mails that you have are yours to delete. Their links do not work any more.',
} as const
