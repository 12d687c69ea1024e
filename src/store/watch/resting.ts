import type { Flag } from '#domain/desk/flags.ts'
import { readSourcesOn } from '../content/sources.ts'
import type { StoreRequest } from '../rows.ts'
import { readCiting } from './cited.ts'

/** Keys of the entries that rest on what a flag is about, as readers see them or as they are saved. */
export async function entriesRestingOn(
  req: StoreRequest,
  { entry, about }: Pick<Flag, 'entry' | 'about'>,
): Promise<string[]> {
  if (entry !== '') return [entry]
  const [of, rest = ''] = [about.slice(0, about.indexOf('/')), about.slice(about.indexOf('/') + 1)]
  const sources =
    of === 'hosts'
      ? (await readSourcesOn(req, [rest])).map(({ id }) => id)
      : of === 'sources'
        ? [rest.split('#')[0] ?? '']
        : []
  if (sources.length === 0) return []
  return [...new Set((await readCiting(req, sources)).map((citing) => citing.entry.key))]
}
