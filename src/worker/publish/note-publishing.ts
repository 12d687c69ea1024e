import { compareProblems, publishProblemWords } from '#domain/desk/publish-problems.ts'
import type { PublishProblem } from '#domain/desk/publish-problems.ts'
import { readPublishingState, writePublishingState, type PublishingState } from '#lib/publishing-state.ts'

/**
 * Stores the problems of a publication, each with the time it first appeared.
 * @returns the problems new since the last publication, and those that are gone.
 */
export async function notePublishing(
  dataDir: string,
  { at, problems, ...found }: Omit<PublishingState, 'problems'> & { problems: readonly PublishProblem[] },
): Promise<{ fresh: PublishProblem[]; mended: PublishProblem[] }> {
  const before = (await readPublishingState(dataDir))?.problems ?? []
  const since = new Map(before.map((each) => [publishProblemWords(each), each.since]))
  await writePublishingState(dataDir, {
    ...found,
    at,
    problems: problems.map((each) => ({ ...each, since: since.get(publishProblemWords(each)) ?? at })),
  })
  return compareProblems(before, problems)
}
