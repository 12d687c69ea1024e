import { damageWords, type Damage } from '#domain/publish/damage.ts'
import { CURE, publishProblemWords, type PublishProblem } from '#domain/desk/publish-problems.ts'

/** What could not be published as it is, a line each, with what to do; nothing where all was. */
export const problemLines = (problems: readonly PublishProblem[]): string[] =>
  problems.length === 0
    ? []
    : [
        `${problems.length === 1 ? 'One thing' : `${problems.length} things`} could not be published as live; everything else was.`,
        ...problems.map(publishProblemWords),
        CURE,
      ]

/** How many files are named; the rest is counted. */
const NAMED = 20

const damageLines = (damage: readonly Damage[]): string[] => [
  ...damage.slice(0, NAMED).map((each) => `  ${damageWords(each)}`),
  ...(damage.length > NAMED ? [`  … and ${damage.length - NAMED} more.`] : []),
]

/** What is not as it was written; nothing where all is. */
export const damagedLines = (damage: readonly Damage[]): string[] =>
  damage.length === 0
    ? []
    : [
        'The release is not as it was written:',
        ...damageLines(damage),
        'A running server or worker makes it again by itself; “recourse publish” does so now.',
      ]

/** What was not as it was written, and is whole in this release; nothing where all was. */
export const madeAgainLines = (damage: readonly Damage[]): string[] =>
  damage.length === 0 ? [] : ['Made again, because of the release before:', ...damageLines(damage)]
