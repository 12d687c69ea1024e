import type { Values } from '../values.ts'

/** What a page is about, in a sentence or two, for search engines; and what a preview in a chat shows. */
export const describe = {
  /** A link in a chat shows this on a locked phone, where others read it: it names no offence and no danger. */
  preview: 'Information about the law and public offices.',
  section: ({ place, whole }: Values<'place' | 'whole'>) =>
    `What differs in ${place} from the rest of ${whole}: its own offences, the rule on recording calls, and where to report.`,
  pair: ({ here, there }: Values<'here' | 'there'>) =>
    `You are in ${here} and the person you report is in ${there}: how a case gets there, and what to ask your own police for.`,
  changes: 'What changed in all guides, newest first: each change with its day, before and after.',
  guideChanges: ({ place }: Values<'place'>) =>
    `What changed in the guide for ${place}, newest first: each change with its day, before and after.`,
  search: 'Everything in the guides by name: what is happening, offences, bodies, Acts and essentials.',
  guideSearch: ({ place }: Values<'place'>) =>
    `Everything in the guide for ${place} by name: what is happening, offences, bodies, Acts and essentials.`,
} as const
