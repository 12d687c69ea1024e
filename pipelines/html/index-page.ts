import { prose } from '#domain/content/prose.ts'
import type { Guide } from '#domain/publish/guides.ts'
import { withReadersOf } from '#domain/publish/open-guides.ts'
import { paths } from '#domain/publish/paths.ts'
import { entriesAt } from '#domain/publish/snapshot-index.ts'
import type { LiveEntry, Snapshot } from '#domain/publish/snapshot.ts'
import { essentialTeaser } from '#templates/views/essential.ts'
import { frame } from '#templates/views/frame.ts'
import { contactView } from '#templates/views/parts.ts'
import { barOf, type Page } from './page.ts'

export function indexPage(
  snapshot: Snapshot,
  guides: readonly Guide[],
  essentials: readonly LiveEntry<'essential'>[],
): Page {
  const { site, jurisdictions } = snapshot
  const names = new Map(jurisdictions.map(({ key, name }) => [key, name]))
  return {
    path: paths.index,
    template: 'pages/index',
    view: {
      ...frame(site, { title: site.strapline, description: site.strapline, feeds: true }),
      guides: guides.map(({ place, profile, sections }) => {
        const number = profile.content.emergency?.contacts[0]
        if (!number) throw new TypeError(`The guide of ${place.name} has no emergency number.`)
        return {
          href: paths.guide(place.slug),
          name: place.name,
          part: place.parent ? (names.get(place.parent) ?? null) : null,
          number: contactView(number),
          sections: sections.map((section) => ({
            href: paths.section(place.slug, section.place.slug),
            label: section.place.name,
          })),
        }
      }),
      elsewhere: prose(site.elsewhere),
      inbound: placesWithoutGuide(snapshot, guides),
      essentials: essentials.map((each) => essentialTeaser(each)),
    },
  }
}

/** Places without a guide, with what is published of them: a number to call, the guides of their nations. */
function placesWithoutGuide(snapshot: Snapshot, guides: readonly Guide[]) {
  const { targets } = withReadersOf(snapshot)
  const places = snapshot.jurisdictions.filter(({ key }) => targets.has(key))
  return places.map(({ key, name }) => {
    const [profile] = entriesAt(snapshot, 'profile', key)
    const [number] = profile?.content.emergency?.contacts ?? []
    return {
      name,
      number: number ? contactView(number) : null,
      overdue: profile?.overdue ?? false,
      convention: profile?.content.budapest === 'party',
      nations: guides.filter(({ place }) => place.parent === key).map(barOf),
    }
  })
}
