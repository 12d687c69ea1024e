import { CURE } from '#domain/desk/publish-problems.ts'
import type { Logger } from '#lib/log.ts'
import type { PublishReceipt } from './publish.ts'

/** How many files a line of the log names. */
const NAMED = 20

/** Logs what a publication could not publish as it is: once, when it begins and when it ends. And what it made again. */
export function tellNews(
  log: Logger,
  { name, madeAgain, news: { fresh, mended } }: Pick<PublishReceipt, 'name' | 'madeAgain' | 'news'>,
): void {
  if (madeAgain.length > 0)
    log.warn(
      { release: name, count: madeAgain.length, files: madeAgain.slice(0, NAMED) },
      'what was not as it was written in the release before is whole again',
    )
  for (const { about, problem, readers } of fresh)
    log.error({ about, problem, readers, cure: CURE }, 'something could not be published as it is')
  for (const { about } of mended) log.info({ about }, 'what could not be published as it is was put right')
}
