import type { Values } from '../values.ts'

/** Whether a copy of a guide is current: on the page that says so, and in the copies that lead there. */
export const copy = {
  heading: 'Is this copy current?',
  scan: 'Scan the code, or open this address, to see what has changed since:',
  alt: 'QR code that opens the address below it',
  ask: ({ link }: Values<'link'>) => `Is this copy current? See what has changed since: ${link}`,
  isYours: 'Is your copy current?',
  headingOfGuide: ({ place }: Values<'place'>) => `Is your copy of the guide for ${place} current?`,
  description: ({ place }: Values<'place'>) =>
    `For whoever has a print or file of the guide for ${place}: what has changed since it was made.`,
  currentIs: ({ hash, day }: Values<'hash' | 'day'>) =>
    `The current version is ${hash}, changed on ${day}. Prints and files do not change with the guide.`,
  whichIsYours:
    'The code or address on your copy leads to its line in the list below. Everything above that line has changed since your copy was made.',
  noneMarked:
    'No line is marked as yours? Look for the day on your copy (“changed on …”): take all that is listed for that day or later as changed since. If your copy is older than the list, or you cannot tell, take it as out of date and use the guide as it is now.',
  byMail: ({ link }: Values<'link'>) => `A mail can tell you when your copy is out of date: ${link}.`,
  byMailLink: 'changes of this guide by mail',
  first: 'First: what not to use from an older copy',
  before: ({ day }: Values<'day'>) =>
    `Concerns copies made before this change of ${day}. If no line below is marked as yours, it concerns copies that name that day, too.`,
  marked: ({ mark }: Values<'mark'>) => `Copies marked ${mark}`,
  markedCurrent: ({ mark }: Values<'mark'>) => `Copies marked ${mark}: current`,
  nothingSince: 'Your copy is current. No entry of the guide has changed since it was made.',
  changesSince: ({ count }: Values<'count'>) =>
    `Your copy is out of date. ${count === 1 ? 'One change' : `${count} changes`} since it was made: see above this line.`,
  older: 'Copies older than all of these are out of date. Do not rely on them: use the guide as it is now.',
  moreAtTop: ({ count }: Values<'count'>) => `${count} more at the top of this page.`,
  moreBelow: ({ count }: Values<'count'>) => `${count} more, older ones, are in the list below.`,
  asItIsNow: 'The guide as it is now',
  notCounted:
    'Only changes of entries are listed. The words around them, and the days on which they were checked, may also differ.',
  act: {
    stopUsing: ({ numbers, count }: Values<'numbers' | 'count'>) =>
      `Stop using the ${count === 1 ? 'number' : 'numbers'} ${numbers} from your copy.`,
    withdrawn: 'Do not use what your copy says of it: the guide no longer has it.',
    wrong: 'What your copy says of it was wrong. Use what the guide says now.',
    readNow: 'Read what the guide says now before you act on your copy.',
  },
} as const
