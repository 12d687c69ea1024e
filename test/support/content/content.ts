import type { Payload } from 'payload'
import type { Instrument, Jurisdiction, Offence, Source } from '#payload-types'
import type { Person } from '../desk/staff.ts'
import { livePlace } from '../desk/structure.ts'

/** What an offence in these tests depends on. */
export interface Ground {
  place: Jurisdiction
  act: Instrument
  source: Source
}

/** A place with a guide, an Act and a source page for it. Names are numbered, so that a file can create several. */
export async function layGround(payload: Payload, name = 'Testland', iso = 'TL'): Promise<Ground> {
  const slug = name.toLowerCase()
  const place = await livePlace(payload, {
    name,
    inSentence: name,
    slug,
    iso,
    kind: 'country',
    guide: 'full',
  })
  const act = await payload.create({
    collection: 'instruments',
    data: { title: `Harassment Act of ${name}`, kind: 'act', year: 2001, jurisdiction: place.id },
    overrideAccess: true,
  })
  const source = await payload.create({
    collection: 'sources',
    data: {
      title: `Harassment Act of ${name}, section 3`,
      url: `https://law.example.org/${slug}/3`,
      precision: 'page',
    },
    overrideAccess: true,
  })
  return { place, act, source }
}

/** An offence that is ready to go live. */
export function offenceData({ place, act, source }: Ground, title = 'Stalking') {
  return {
    jurisdiction: place.id,
    title,
    reportAs: title.toLowerCase(),
    standing: 'in-force' as const,
    penalty: 'Up to 5 years in prison.',
    covers: 'Following somebody about.',
    section: 'Section 3',
    nature: 'criminal' as const,
    elements: [{ key: 'twice', text: 'It happened at least twice.' }],
    officialSource: source.id,
    instruments: [
      {
        instrument: act.id,
        provision: 's. 3',
        relation: 'creates' as const,
        standing: 'in-force' as const,
        claims: [],
      },
    ],
    citations: [
      { source: source.id, supports: ['penalty', 'covers', 'section', 'elements'], pinpoint: 's. 3' },
    ],
    order: 10,
    reverifyEvery: 180,
    confidence: 'high' as const,
  }
}

export const createOffence = (
  payload: Payload,
  user: Person,
  ground: Ground,
  title?: string,
): Promise<Offence> =>
  payload.create({ collection: 'offences', data: offenceData(ground, title), overrideAccess: false, user })
