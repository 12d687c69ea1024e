import { missingPage } from '#pipelines/subscribe/refusal-pages.ts'
import { page } from '../../../answer.ts'
import { served } from '../../../served.ts'
import { archivedDigest } from './archive.ts'

interface Asked {
  params: Promise<{ run: string; place: string }>
}

export const GET = served(async (at, _request, { params }: Asked) => {
  const { run, place } = await params
  const html = await archivedDigest(at, run, place)
  return html === null ? page(missingPage(at.site), 404) : page(html)
})
