import type { GuideWords, Site } from '#domain/site.ts'
import type { StoreRequest } from './rows.ts'

const GUIDE_WORDS: readonly (keyof GuideWords)[] = [
  'title',
  'intro',
  'emergencyHeading',
  'emergencyAfter',
  'recordHeading',
  'recordIntro',
  'nationalHeading',
  'nationalIntro',
  'offencesHeading',
  'offencesIntro',
  'doxxingHeading',
  'recordingHeading',
  'sectionsHeading',
  'sectionsIntro',
  'crossBorderHeading',
  'crossBorderIntro',
  'ladderHeading',
  'ladderIntro',
  'essentialsHeading',
  'essentialsIntro',
]

export class SiteMissing extends Error {
  override name = 'SiteMissing'
}

/**
 * The words and settings of the site.
 * @throws {SiteMissing} where an administrator has not yet filled them in.
 */
export async function readSite(req: StoreRequest): Promise<Site> {
  const found = (await req.payload.db.findGlobal({ slug: 'site', req: req })) as unknown as Record<
    string,
    unknown
  > | null
  const stored = found ?? {}
  const text = (name: string): string => (typeof stored[name] === 'string' ? stored[name] : '')
  if (text('brand') === '')
    throw new SiteMissing(
      'The site has no brand and no words yet: an administrator fills in “Site” in the admin.',
    )
  const guide = (stored.guide ?? {}) as Record<string, unknown>
  return {
    brand: text('brand'),
    strapline: text('strapline'),
    sample: stored.sample === true,
    sampleNotice: text('sampleNotice'),
    disclaimer: text('disclaimer'),
    correctionsEmail: text('correctionsEmail') || null,
    exitUrl: text('exitUrl'),
    exitLabel: text('exitLabel'),
    guide: Object.fromEntries(
      GUIDE_WORDS.map((name) => [name, typeof guide[name] === 'string' ? guide[name] : '']),
    ) as unknown as GuideWords,
    routeClosing: text('routeClosing'),
    about: text('about'),
    elsewhere: text('elsewhere'),
  }
}
