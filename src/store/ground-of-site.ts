import { GUIDES, JURISDICTION_KINDS, type Jurisdiction } from '#domain/jurisdictions.ts'
import { slugProblem } from '#domain/keys.ts'
import type { PublishProblem } from '#domain/publish-problems.ts'
import type { Site } from '#domain/site.ts'
import type { PublishedForms } from '#lib/published-forms.ts'
import { readJurisdictions } from './jurisdictions.ts'
import type { StoreRequest } from './rows.ts'
import { readSite, SiteMissing } from './site.ts'

const isText = (value: unknown): boolean => typeof value === 'string' && value !== ''

/** Whether pages can be made of a place, whatever it is called. */
const isUsable = ({ key, slug, name, inSentence, guide, kind }: Jurisdiction): boolean =>
  isText(key) &&
  isText(slug) &&
  slugProblem(slug) === null &&
  isText(name) &&
  isText(inSentence) &&
  Object.hasOwn(GUIDES, guide) &&
  Object.hasOwn(JURISDICTION_KINDS, kind)

/**
 * The jurisdictions as readers may have them: one that cannot be used, or is gone while entries stand in it, is as it was
 * last published.
 * @param used keys of the places in which something is live.
 */
export async function readPlaces(
  req: StoreRequest,
  used: ReadonlySet<string>,
  forms: PublishedForms,
): Promise<{ places: Jurisdiction[]; problems: PublishProblem[] }> {
  const rows = (await readJurisdictions(req)).map(({ id: _id, ...place }): Jurisdiction => place)
  const places = new Map<string, Jurisdiction>()
  const slugs = new Set<string>()
  for (const place of rows)
    if (isUsable(place) && !places.has(place.key) && !slugs.has(place.slug)) {
      places.set(place.key, place)
      slugs.add(place.slug)
    }
  const broken = rows.length > places.size
  const gone = [...used].filter((key) => !places.has(key))
  if (!broken && gone.length === 0) return { places: [...places.values()], problems: [] }
  const known = (await forms.all())?.places ?? []
  const problems: PublishProblem[] = []
  const missed = new Set([...gone, ...(broken ? known.map(({ key }) => key) : [])])
  for (const key of [...missed].sort()) {
    if (places.has(key)) continue
    const kept = known.find((place) => place.key === key && !slugs.has(place.slug))
    if (kept) places.set(key, kept)
    problems.push({
      about: `jurisdictions/${key}`,
      problem: 'Its record cannot be used, or is missing: it was altered.',
      readers: kept ? 'same' : 'nothing',
    })
  }
  if (broken && problems.length === 0)
    problems.push({
      about: 'jurisdictions',
      problem: 'A record of a place cannot be used: it was altered.',
      readers: 'nothing',
    })
  return { places: [...places.values()], problems }
}

/**
 * The words of the site: as they were last published where they are gone.
 * @throws {SiteMissing} where there never were any.
 */
export async function readSiteWords(
  req: StoreRequest,
  forms: PublishedForms,
): Promise<{ site: Site; problems: PublishProblem[] }> {
  try {
    return { site: await readSite(req), problems: [] }
  } catch (error) {
    const kept = error instanceof SiteMissing ? (await forms.all())?.site : undefined
    if (!kept) throw error
    const problem = 'The brand and the words of the site are gone from the database.'
    return { site: kept, problems: [{ about: 'site', problem, readers: 'same' }] }
  }
}
