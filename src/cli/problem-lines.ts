import { CURE, publishProblemWords, type PublishProblem } from '#domain/publish-problems.ts'

/** What could not be published as it is, a line each, with what to do; nothing where all was. */
export const problemLines = (problems: readonly PublishProblem[]): string[] =>
  problems.length === 0
    ? []
    : [
        `${problems.length === 1 ? 'One thing' : `${problems.length} things`} could not be published as live; everything else was.`,
        ...problems.map(publishProblemWords),
        CURE,
      ]
