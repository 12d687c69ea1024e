import { CURE } from '#domain/publish-problems.ts'
import type { Logger } from '#lib/log.ts'
import type { PublishReceipt } from './publish.ts'

/** Logs what a publication could not publish as it is: once, when it begins and when it ends. */
export function tellNews(log: Logger, { news: { fresh, mended } }: Pick<PublishReceipt, 'news'>): void {
  for (const { about, problem, readers } of fresh)
    log.error({ about, problem, readers, cure: CURE }, 'something could not be published as it is')
  for (const { about } of mended) log.info({ about }, 'what could not be published as it is was put right')
}
