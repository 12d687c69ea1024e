import { readCited } from '#domain/content/cited.ts'
import type { NearSource, SourcesNear } from '#domain/content/near-sources.ts'
import { sourceKey } from '#domain/content/sources.ts'
import { hostOf, type NormalUrl } from '#domain/urls.ts'
import { readSources, readSourcesByKey, readSourcesOn, type StoredSource } from '#store/content/sources.ts'
import type { StoreRequest } from '#store/rows.ts'
import { foundIn } from './find/find-of.ts'

/** Sources told as near. */
const SHOWN = 6

const toNear = ({ id, title, url, host }: StoredSource): NearSource => ({ id, title, url, host })

/** An address without its fragment, scheme and closing slash: other parts of a page are near it. */
const pageOf = (url: string): string =>
  url
    .replace(/#.*$/, '')
    .replace(/^https?:\/\/(www\.)?/, '')
    .replace(/\/$/, '')

async function atAddress(req: StoreRequest, url: NormalUrl): Promise<SourcesNear> {
  const [known] = await readSourcesByKey(req, [sourceKey({ precision: 'page', url, title: '' })])
  if (known) return { exact: toNear(known), near: [], reading: false }
  const page = pageOf(url)
  const near = (await readSourcesOn(req, [hostOf(url)])).filter((each) => pageOf(each.url) === page)
  return { exact: null, near: near.slice(0, SHOWN).map(toNear), reading: false }
}

/** Sources with an address or on the same page; or with such a title, also with a slip in it. */
export async function sourcesNear(req: StoreRequest, text: string): Promise<SourcesNear> {
  const { url, problem, title } = readCited(text)
  if (url !== null) return atAddress(req, url)
  if (problem !== null || title === '') return { exact: null, near: [], reading: false }
  const { ids, whole } = await foundIn(req, 'sources', title, SHOWN)
  const byId = new Map((await readSources(req, ids)).map((source) => [source.id, source]))
  return { exact: null, near: ids.flatMap((id) => byId.get(id) ?? []).map(toNear), reading: !whole }
}
