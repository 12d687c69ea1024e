import type { Values } from '../values.ts'

/** Pages at addresses that once had another: what became of it. */
export const former = {
  moved: 'This page has moved',
  movedTo: ({ title }: Values<'title'>) =>
    `What was here is now on the page “${title}”. Your browser goes there by itself; if it does not, follow the link.`,
  noReliance: 'Do not rely on your print or file of this guide: what it says may no longer be right.',
  nowOn: ({ title }: Values<'title'>) =>
    `What the guide said is now on the page “${title}”. Follow the link and use what it says now.`,
  gone: 'This page is no longer published',
  withdrawnOn: ({ title, day }: Values<'title' | 'day'>) => `“${title}” was withdrawn on ${day}.`,
  guideWithdrawn: ({ place, day }: Values<'place' | 'day'>) =>
    `The guide for ${place} was withdrawn on ${day}.`,
  pairWithdrawn: ({ here, there, day }: Values<'here' | 'there' | 'day'>) =>
    `The page for people in ${here} who report somebody in ${there} was withdrawn on ${day}.`,
  sectionWithdrawn: ({ place, day }: Values<'place' | 'day'>) =>
    `The page on what differs in ${place} was withdrawn on ${day}.`,
  noGuide: ({ place }: Values<'place'>) => `There is no guide for ${place} at present.`,
  notPublished: 'What was here is not published at present.',
  oldCopies: 'If you printed or saved it, do not rely on that copy: what it says may no longer be right.',
} as const
