import { parseEntryKey } from '../keys.ts'
import { slugsOfEssay } from './former-addresses.ts'
import { fileOf, paths } from './paths.ts'
import type { Snapshot } from './snapshot.ts'

/**
 * The files to keep unchanged when a live entry can't be shown in any form: those of its guide. For entries printed
 * in every guide, only their own pages are kept: one entry must not block the others.
 */
export function pagesOnHold(
  { jurisdictions, changes }: Pick<Snapshot, 'jurisdictions' | 'changes'>,
  entries: readonly string[],
): (path: string) => boolean {
  const tests = entries.flatMap((entry): ((path: string) => boolean)[] => {
    const parts = parseEntryKey(entry)
    if (!parts) return []
    const { kind, place: slug } = parts
    if (kind === 'essential') {
      const slugs = new Set([...slugsOfEssay({ changes }, entry), parts.name ?? ''])
      const files = new Set([...slugs].map((slug) => fileOf(paths.essential(slug))))
      return [(path) => files.has(path)]
    }
    if (kind === 'route') return [(path) => path.endsWith(`/to/${slug}/index.html`)]
    const place = jurisdictions.find((each) => each.slug === slug)
    const home = place?.guide === 'section' ? jurisdictions.find(({ key }) => key === place.parent) : place
    if (home?.guide !== 'full')
      return [
        (path) =>
          path.endsWith(`/to/${slug}/index.html`) || (kind === 'profile' && path === fileOf(paths.index)),
      ]
    const folder = paths.guide(home.slug).slice(1)
    // Its phone number is on the front page, too; and the data and lists of all guides say no less than its own.
    const first = kind === 'profile' && place === home ? fileOf(paths.index) : null
    // A version that is not shown is not to be called the current one.
    const ofAll = [first, fileOf(paths.version(home.slug)), fileOf(paths.siteData), fileOf(paths.search)]
    return [(path) => path.startsWith(folder) || ofAll.includes(path)]
  })
  return (path) => tests.some((test) => test(path))
}
