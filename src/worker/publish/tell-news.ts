import { CURE } from '#domain/desk/publish-problems.ts'
import type { Logger } from '#lib/log.ts'
import type { PublishReceipt } from './publish.ts'

/** Maximum number of files named per log line. */
const NAMED = 20

/** Logs problems of a publication once when they begin and once when they end, and the files it rebuilt. */
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
