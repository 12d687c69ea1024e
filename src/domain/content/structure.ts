import type { JurisdictionContent, Reviewed, SiteContent, Structure } from './content.ts'
import { GUIDES, JURISDICTION_KINDS, type Jurisdiction } from './jurisdictions.ts'
import { labelWithPlace, RECORD_NAMES } from './names.ts'
import { SITE_KEY, type Slug } from '../keys.ts'
import type { GuideWords, Site } from './site.ts'

/** The fixed words of a guide with their labels for editors, in printed order. */
export const GUIDE_LABELS: Readonly<Record<keyof GuideWords, string>> = {
  title: 'Title',
  intro: 'What this is',
  emergencyHeading: 'Emergency: heading',
  emergencyAfter: 'Emergency: what comes after it',
  recordHeading: 'Paper trail: heading',
  recordIntro: 'Paper trail: paragraph',
  nationalHeading: 'National bodies: heading',
  nationalIntro: 'National bodies: paragraph',
  offencesHeading: 'Offences: heading',
  offencesIntro: 'Offences: paragraph',
  doxxingHeading: 'Doxxing: heading',
  recordingHeading: 'Recording: heading',
  sectionsHeading: 'States and territories: heading',
  sectionsIntro: 'States and territories: paragraph',
  crossBorderHeading: 'Across borders: heading',
  crossBorderIntro: 'Across borders: paragraph',
  ladderHeading: 'Ladder: heading',
  ladderIntro: 'Ladder: paragraph',
  essentialsHeading: 'Essentials: heading',
  essentialsIntro: 'Essentials: paragraph',
}

/**
 * One field of a structure as readers see it: its name in the form, its label, its text, and whether it is
 * required.
 */
export type StructureField = [id: string, label: string, text: string | null, required: boolean]

const siteFields = (site: SiteContent): StructureField[] => [
  ['brand', 'Brand', site.brand, true],
  ['strapline', 'Strapline', site.strapline, true],
  ['disclaimer', 'Disclaimer', site.disclaimer, true],
  ['sample', 'This is sample content', site.sample ? 'Yes' : 'No', false],
  ['sampleNotice', 'What sample content says', site.sampleNotice, false],
  ['exitUrl', 'Leave this site: address', site.exitUrl, true],
  ['exitLabel', 'Leave this site: words', site.exitLabel, true],
  ['correctionsEmail', 'Address for corrections', site.correctionsEmail, false],
  ['about', 'About', site.about, true],
  ['elsewhere', 'For places without a guide', site.elsewhere, true],
  ...(Object.keys(GUIDE_LABELS) as (keyof GuideWords)[]).map((name): StructureField => [
    `guide.${name}`,
    GUIDE_LABELS[name],
    site.guide[name],
    true,
  ]),
  ['routeClosing', 'The sentence that closes every route', site.routeClosing, true],
  ['mailSender', 'Name of the sender', site.mailSender, false],
  ['mailFooter', 'Footer', site.mailFooter, false],
]

const jurisdictionFields = (place: JurisdictionContent): StructureField[] => [
  ['name', 'Name', place.name, true],
  ['inSentence', 'In a sentence', place.inSentence, true],
  ['abbreviation', 'Abbreviation', place.abbreviation, false],
  ['slug', 'Slug', place.slug, true],
  ['iso', 'ISO 3166 code', place.iso, true],
  ['kind', 'Kind', JURISDICTION_KINDS[place.kind], true],
  ['guide', 'Published as', GUIDES[place.guide], true],
  ['parent', 'Part of', place.parent, false],
]

/** What readers see of a place or of the site, field by field. */
export const structureFields = (structure: Structure): StructureField[] =>
  structure.kind === 'site' ? siteFields(structure.content) : jurisdictionFields(structure.content)

/** The entry fields that are the same for every structure: it has no sources, and nobody verifies it again. */
const BARE = {
  order: 0,
  instruments: [],
  citations: [],
  inForceAsOf: null,
  reverifyEvery: 0,
  confidence: { level: 'high', note: null },
} satisfies Partial<Reviewed>

/** The key of a place's editions and events. */
export const jurisdictionKey = (place: string): string => `${place}/jurisdiction`

/** The name of a structure in lists. @param place name of a jurisdiction; null for the words of the site. */
export const structureLabel = (place: string | null): string =>
  place === null ? 'Words of the site' : labelWithPlace(RECORD_NAMES.jurisdictions.singular, place)

export const jurisdictionStructure = (place: Jurisdiction): Structure => ({
  ...BARE,
  kind: 'jurisdiction',
  key: jurisdictionKey(place.key),
  jurisdiction: place.key,
  content: { ...place },
})

export const siteStructure = (content: SiteContent): Structure => ({
  ...BARE,
  kind: 'site',
  key: SITE_KEY,
  jurisdiction: null,
  content,
})

/** A place as a snapshot carries it. */
export const placeOf = (content: JurisdictionContent): Jurisdiction => ({
  ...content,
  slug: content.slug as Slug,
})

/** The words of the site as a snapshot carries them, without those of its mails. */
export const siteOf = ({ mailSender: _sender, mailFooter: _footer, ...site }: SiteContent): Site => site
