import type { AskState } from '#domain/desk/experts.ts'
import { expertClosedPage } from '#pipelines/expert/pages.ts'
import { page } from '../answer.ts'
import type { Here } from '../here.ts'

/** The answer where a link leads to nothing that can be answered. */
export const closed = ({ site }: Pick<Here, 'site'>, state: Exclude<AskState, 'waiting'>): Response =>
  page(expertClosedPage(site, state), state === 'answered' ? 200 : 410)
