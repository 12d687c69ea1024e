import type { Site } from '#domain/content/site.ts'
import type { Guide } from '#domain/publish/guides.ts'
import { paths } from '#domain/publish/paths.ts'
import { wordsFor } from '#templates/views/guide.ts'
import type { PageContext } from '#templates/views/page-context.ts'
import { emergencyView } from '#templates/views/profile.ts'

/** Parts of the guide repeated on each of its other pages. */
export function guideParts(guide: Guide, site: Site, page: PageContext) {
  const emergency = emergencyView(guide.profile, page)
  if (!emergency) throw new TypeError(`The guide of ${guide.place.name} has no emergency number.`)
  return {
    guide: {
      href: paths.guide(guide.place.slug),
      name: guide.place.name,
      inSentence: guide.place.inSentence,
    },
    words: wordsFor(site, guide.place.inSentence),
    // The profile's rules, which say on the guide's page how sure it is, are not on these.
    emergency: {
      ...emergency,
      standing: page.standing(guide.profile, {
        id: emergency.id,
        title: wordsFor(site, guide.place.inSentence).emergency.heading,
      }),
    },
    freshness: page.freshness,
  }
}
