import { env } from '#lib/env.ts'
import { previewOf } from '#pipelines/html/preview.ts'
import { catalogue } from '#templates/words/index.ts'
import { page, tokenIn } from '../../answer.ts'
import { served } from '../../served.ts'
import { askedBy, withReadersPage } from '../asked.ts'
import { closed } from '../closed.ts'
import { throttled } from '../throttled.ts'

/** The page that readers would get with the edition that an expert is asked about. Its links lead to the public site. */
export const GET = served(async (at, request) => {
  const refused = await throttled(at, request)
  if (refused) return refused
  const asked = await askedBy(at, tokenIn(request))
  if (typeof asked === 'string') return closed(at, asked)
  const { snapshot, path } = await withReadersPage(at, asked)
  const html =
    path === null
      ? null
      : previewOf(snapshot, {
          path: path.split('#', 1)[0] ?? '',
          timeZone: env().siteTimeZone,
          label: catalogue.expert.preview,
          notice: catalogue.expert.previewNotice,
        })
  return html === null ? closed(at, 'replaced') : page(html)
})
