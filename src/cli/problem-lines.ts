import { damageWords, type Damage } from '#domain/publish/damage.ts'
import { CURE, publishProblemWords, type PublishProblem } from '#domain/desk/publish-problems.ts'

/** One line per entry that could not be published in its current form, with what to do; none if all were. */
export const problemLines = (problems: readonly PublishProblem[]): string[] =>
  problems.length === 0
    ? []
    : [
        `${problems.length === 1 ? 'One thing' : `${problems.length} things`} could not be published as live; everything else was.`,
        ...problems.map(publishProblemWords),
        CURE,
      ]

/** Maximum number of files named; the rest are counted. */
const NAMED = 20

const damageLines = (damage: readonly Damage[]): string[] => [
  ...damage.slice(0, NAMED).map((each) => `  ${damageWords(each)}`),
  ...(damage.length > NAMED ? [`  … and ${damage.length - NAMED} more.`] : []),
]

/** Files that differ from the manifest; no lines if none do. */
export const damagedLines = (damage: readonly Damage[]): string[] =>
  damage.length === 0
    ? []
    : [
        'The release is not as it was written:',
        ...damageLines(damage),
        'A running server or worker makes it again by itself; “recourse publish” does so now.',
      ]

/** Files damaged in the previous release and rebuilt in this one; no lines if there are none. */
export const madeAgainLines = (damage: readonly Damage[]): string[] =>
  damage.length === 0 ? [] : ['Made again, because of the release before:', ...damageLines(damage)]
