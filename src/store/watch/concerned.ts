import { sourceOf, type Flag } from '#domain/desk/flags.ts'
import { concerning, type Concerned } from '#domain/desk/keepers.ts'
import { readSourcesOn } from '../content/sources.ts'
import { pagesOf } from '../publish/reported.ts'
import type { StoreRequest } from '../rows.ts'
import { readCiting } from './cited.ts'

/** The sources that flags are about, by their `about`. */
async function readSourcesOf(req: StoreRequest, flags: readonly Flag[]): Promise<Map<string, string[]>> {
  const hosts = flags.flatMap(({ about }) =>
    about.startsWith('hosts/') ? [about.slice('hosts/'.length)] : [],
  )
  const onHosts = hosts.length > 0 ? await readSourcesOn(req, hosts) : []
  return new Map(
    flags.map((flag) => {
      const source = sourceOf(flag)
      if (source !== null) return [flag.about, [source]]
      return [flag.about, onHosts.filter(({ host }) => flag.about === `hosts/${host}`).map(({ id }) => id)]
    }),
  )
}

/**
 * What flags concern, in their order: their entry; else the entries that rest on a source or a site, as readers see them
 * or as they are saved; else what the page shows of which a reader reports an error.
 */
export async function readConcerned(req: StoreRequest, flags: readonly Flag[]): Promise<Concerned[]> {
  const pages = new Map((await pagesOf(req, flags)).map(({ flag, concerned }) => [flag.key, concerned]))
  const sources = await readSourcesOf(
    req,
    flags.filter(({ entry }) => entry === ''),
  )
  const ids = [...new Set([...sources.values()].flat())]
  const citing = ids.length > 0 ? await readCiting(req, ids) : []
  return flags.map((flag) => {
    if (flag.entry !== '') return concerning([flag.entry])
    const on = sources.get(flag.about) ?? []
    const resting = citing.filter((each) => each.sources.some((id) => on.includes(id)))
    return pages.get(flag.key) ?? concerning([...new Set(resting.map(({ entry }) => entry.key))])
  })
}
