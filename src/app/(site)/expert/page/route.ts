import { env } from '#lib/env.ts'
import { renderPage } from '#pipelines/html/output.ts'
import { pagesOf } from '#pipelines/html/pages.ts'
import { expertClosedPage } from '#pipelines/expert/pages.ts'
import { catalogue } from '#templates/words/index.ts'
import { page, tokenIn } from '../../answer.ts'
import { served } from '../../served.ts'
import { askedBy } from '../asked.ts'
import { throttled } from '../throttled.ts'

/** The page that readers would get with the edition that an expert is asked about. Its links lead to the public site. */
export const GET = served(async (at, request) => {
  const refused = await throttled(at, request)
  if (refused) return refused
  const asked = await askedBy(at, tokenIn(request))
  if (typeof asked === 'string')
    return page(expertClosedPage(at.site, asked), asked === 'answered' ? 200 : 410)
  const { snapshot, path } = asked
  const found = pagesOf(snapshot, new Map(), env().siteTimeZone).find(
    (each) => each.path === path?.split('#', 1)[0],
  )
  if (!found) return page(expertClosedPage(at.site, 'replaced'), 410)
  const notice = `<aside class="sample" aria-label="${catalogue.expert.preview}">${catalogue.expert.previewNotice}</aside>`
  return page(renderPage(found).replace('</header>', () => `</header>${notice}`))
})
