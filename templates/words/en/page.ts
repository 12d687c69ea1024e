import type { Values } from '../values.ts'

/** The frame of every page, and the pages without a guide. */
export const page = {
  skip: 'Skip to the content',
  notice: 'Notice',
  version: ({ hash, day }: Values<'hash' | 'day'>) => `Guide version ${hash}, changed on ${day}.`,
  somethingWrong: ({ tell }: Values<'tell'>) => `Something wrong? ${tell}.`,
  tellUs: 'Tell us',
  allGuides: 'All guides',
  allGuidesAsData: 'All guides as data (JSON)',
  essentials: 'Essentials',
  whatChanged: 'What changed',
  changesByMail: 'Changes by mail',
  about: 'About this site',
  leave: ({ keys }: Values<'keys'>) => `To leave at once: the button at the top${keys}.`,
  leaveKeys: ({ key }: Values<'key'>) => `, or press ${key} three times`,
  leaveScript: 'Back will not return here.',
  leaveNoScript: 'Without script in your browser, Back can return here.',
  leaveHistory:
    'Your browser’s history still lists the pages you opened; a private window does not keep them.',
  escape: 'Esc',
  inDanger: 'In danger now? Call the emergency number of the place you are in.',
  whereAreYou: 'Where are you?',
  emergencyNumbers: 'Emergency numbers',
  call: ({ number }: Values<'number'>) => `Call ${number}`,
  somewhereElse: 'Somewhere else?',
  noGuideYet: 'There is no guide yet for',
  guidesSayHow: 'The guides say how a case reaches a person there.',
  whereverYouAre: 'Wherever you are',
  allEssentials: 'All essentials',
  onThisPage: 'On this page',
  aboutBrand: ({ brand }: Values<'brand'>) => `About ${brand}`,
  notHere: 'This page is not here',
  notHereWhy:
    'The address may be old, or mistyped. Everything that is published can be reached from the first page.',
  kilobytes: ({ count }: Values<'count'>) => `${count} KB`,
  megabytes: ({ count }: Values<'count'>) => `${count} MB`,
} as const
