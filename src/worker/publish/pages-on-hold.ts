import { parseEntryKey } from '#domain/keys.ts'
import { fileOf, paths } from '#domain/publish/paths.ts'
import type { Snapshot } from '#domain/publish/snapshot.ts'

/**
 * The files that stay as they are where an entry cannot be shown in any form, though readers have it: those of the guide
 * in which it stands. Of what every guide prints only its own pages stay: nothing of one entry may hold up the others.
 */
export function pagesOnHold(
  { jurisdictions }: Pick<Snapshot, 'jurisdictions'>,
  entries: readonly string[],
): (path: string) => boolean {
  const tests = entries.flatMap((entry): ((path: string) => boolean)[] => {
    const parts = parseEntryKey(entry)
    if (!parts) return []
    const { kind, place: slug } = parts
    if (kind === 'essential')
      return [(path) => path === fileOf(paths.essential(entry.split('/').at(-1) ?? ''))]
    if (kind === 'route') return [(path) => path.endsWith(`/to/${slug}/index.html`)]
    const place = jurisdictions.find((each) => each.slug === slug)
    const home = place?.guide === 'section' ? jurisdictions.find(({ key }) => key === place.parent) : place
    if (home?.guide !== 'full') return [(path) => path.endsWith(`/to/${slug}/index.html`)]
    const folder = paths.guide(home.slug).slice(1)
    // Its number stands on the first page, too.
    const first = kind === 'profile' && place === home ? fileOf(paths.index) : null
    return [(path) => path.startsWith(folder) || path === first]
  })
  return (path) => tests.some((test) => test(path))
}
