import { missingPage } from '#pipelines/subscribe/refusal-pages.ts'
import { page } from '../../../../answer.ts'
import { served } from '../../../../served.ts'
import { archivedDigest } from './archive.ts'

interface Asked {
  params: Promise<{ run: string; place: string }>
}

export const GET = served(async (at, request, { params }: Asked) => {
  const { run, place } = await params
  const told = new URL(request.url).searchParams.get('told') ?? ''
  const html = await archivedDigest(at, run, place, told)
  return html === null ? page(missingPage(at.site), 404) : page(html)
})
