import { compareProblems, publishProblemWords } from '#domain/desk/publish-problems.ts'
import type { PublishProblem } from '#domain/desk/publish-problems.ts'
import { readPublishingState, writePublishingState, type PublishingState } from '#lib/publishing-state.ts'

/**
 * Keeps what a publication found, each problem with the instant since which it is there.
 * @returns what is new since the one before, and what is gone.
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
