import type { EntryOf, Reviewed } from './content.ts'
import type { Problem } from './coverage.ts'
import { hasOwnGuide, type GuideForm } from './jurisdictions.ts'
import { isInForce } from './legal-status.ts'
import { printProblems } from './printable.ts'
import { hasWordsToSay } from './words-to-say.ts'

/** What readers would miss in an entry that can be submitted all the same, worded for its editor. */
export const noticesOf = (entry: Reviewed, guide: GuideForm | null): Problem[] => [
  ...missingWords(entry, guide),
  ...printProblems(entry, guide),
]

/** Readers count on a missing limit as on one that is told: only an editor can say which of the two it is. */
const missingLimit = ({ content: { standing, timeLimit } }: EntryOf<'offence'>): Problem[] =>
  timeLimit || !isInForce(standing)
    ? []
    : [
        {
          field: 'timeLimit',
          message:
            'No time limit is given. If the law sets one, for reporting or for charging, say it here; if it sets none, leave this empty.',
        },
      ]

function missingWords(entry: Reviewed, guide: GuideForm | null): Problem[] {
  if (entry.kind === 'offence')
    return [
      ...(entry.content.situations?.length
        ? []
        : [
            {
              field: 'situations',
              message:
                'No situation leads readers to this offence: say what it looks like in the words of the person it happens to.',
            },
          ]),
      ...(hasWordsToSay(entry)
        ? []
        : [{ field: 'say', message: 'Readers get no words to say: fill in “What to say”.' }]),
      ...missingLimit(entry),
    ]
  if (entry.kind === 'profile' && hasOwnGuide(guide) && entry.content.doxxing && !entry.content.doxxing.say)
    return [
      { field: 'doxxing.say', message: 'Readers get no words to say about doxxing: fill in “What to say”.' },
    ]
  return []
}
