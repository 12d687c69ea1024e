import type { Values } from '../values.ts'

/** What stands in the other forms of a guide alone: the book, the page that works offline, the text. */
export const forms = {
  publishedBy: ({ brand }: Values<'brand'>) => `Published by ${brand}.`,
  copyOf: ({ hash, day, guide }: Values<'hash' | 'day' | 'guide'>) =>
    `This is a copy of version ${hash} of the guide, changed on ${day}. A copy does not change when the law does. The guide as it is now, with its version: ${guide}`,
  ownOffences: ({ count }: Values<'count'>) => `Offences of its own: ${count}`,
  bookVersion: ({ hash, day, guide }: Values<'hash' | 'day' | 'guide'>) =>
    `Version ${hash}, changed on ${day}. The guide as it is now: ${guide}`,
  bookAccess:
    'The book is text in one reading order, with headings, lists and a table of contents. It has no images, sound, video or scripts.',
  source: ({ number }: Values<'number'>) => `source ${number}`,
  sources: ({ numbers }: Values<'numbers'>) => `sources ${numbers}`,
  and: ({ numbers, last }: Values<'numbers' | 'last'>) => `${numbers} and ${last}`,
} as const
