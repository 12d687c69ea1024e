import { missingPage } from '#pipelines/subscribe/pages.ts'
import { page } from '../../../answer.ts'
import { here } from '../../../here.ts'
import { archivedDigest } from './archive.ts'

export async function GET(
  _request: Request,
  { params }: { params: Promise<{ run: string; place: string }> },
): Promise<Response> {
  const at = await here()
  const { run, place } = await params
  const html = await archivedDigest(at, run, place)
  return html === null ? page(missingPage(at.site), 404) : page(html)
}
