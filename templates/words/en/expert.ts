import type { Values } from '../values.ts'

/** The page on which an expert outside answers what the editors ask. */
export const expert = {
  heading: ({ name }: Values<'name'>) => `A question for ${name}`,
  lead: ({ by }: Values<'by'>) =>
    `${by} asks you to look at the text below and to say whether it states the law. You need no account. What you say is advice: editors decide.`,
  question: 'What you are asked',
  until: ({ day }: Values<'day'>) => `You can answer until ${day}.`,
  notPublic: 'This text is not published yet. Keep the link to yourself.',
  textOf: ({ n, place }: Values<'n' | 'place'>) => `${place}, edition ${n}`,
  textOfNone: ({ n }: Values<'n'>) => `Edition ${n}`,
  checked: ({ day }: Values<'day'>) => `Sources checked on ${day}`,
  preview: 'Preview',
  previewNotice:
    'What readers would get with the text that you are asked about. Its links lead to the site as it is now.',
  onItsPage: 'See it on the page that readers get',
  sources: ({ label }: Values<'label'>) => `Sources of “${label}”`,
  noSource: 'No source is cited for this.',
  archived: 'Archived copy',
  archivedOf: ({ title }: Values<'title'>) => `Archived copy of ${title}`,
  answer: 'Your answer',
  verdict: 'What do you say?',
  agrees: 'I agree: it states the law.',
  objects: 'I object, because:',
  because: 'Why, and what should it say?',
  becauseHelp: 'Needed if you object. Name the Act and the section if you can.',
  name: 'Your name',
  send: 'Send your answer',
  verdictMissing: 'Say whether you agree or object.',
  becauseMissing: 'Say why you object.',
  becauseLong: ({ most }: Values<'most'>) => `Say it in at most ${most} characters.`,
  unfit: 'It contains what looks like HTML. Write it as plain text.',
  nameMissing: 'Write your name.',
  nameLong: ({ most }: Values<'most'>) => `Write it in at most ${most} characters.`,
  kept: 'What is kept',
  keptAnswer:
    'Your name and your answer, for good, in the record of this text. Editors see them; they are never published.',
  keptNothing: 'No mail address, no network address, nothing about your device.',
  thanks: 'Thank you',
  received: 'Your answer is with the editors. The link has done its work: nobody can answer again with it.',
  answered: 'This question has been answered',
  answeredWhy: 'Nothing more is needed. If you want to add something, write to whoever asked you.',
  replaced: 'This text was replaced',
  replacedWhy:
    'The editors have changed it since, or taken it back. What you were asked about is not shown any more, and no answer is needed. Whoever asked you can send another link.',
  over: 'The time to answer is over',
  overWhy: 'Whoever asked you can send another link.',
  broken: 'This link does not work',
  brokenWhy:
    'It may be cut off, or whoever asked you has ended it. Open it again from where you got it, or ask them for another.',
} as const
