import type { Guide } from '#domain/publish/guides.ts'
import { GUIDE_FORMS, paths, type GuideForm } from '#domain/publish/paths.ts'
import type { Jurisdiction } from '#domain/content/jurisdictions.ts'
import { languageOf } from '#domain/content/language.ts'
import type { Site } from '#domain/content/site.ts'
import type { LiveEntry } from '#domain/publish/snapshot.ts'
import { wordsFor } from '#templates/views/guide.ts'
import type { Form, Subject } from '../form.ts'
import { entryData } from './entry.ts'

/** The entries of a guide under the headings of its page, in printed order. */
interface Part {
  id: string
  heading: string
  entries: string[]
}

/** The parts of a guide with their entries. Profiles hold what stands under several headings. */
function partsOf(guide: Guide, site: Site): [Omit<Part, 'entries'>, LiveEntry[]][] {
  const words = wordsFor(site, guide.place.inSentence)
  const parts: [string, string, LiveEntry[]][] = [
    ['emergency', words.emergency.heading, [guide.profile]],
    ['record', words.record.heading, guide.record],
    ['national', words.national.heading, guide.national],
    ['offences', words.offences.heading, guide.offences],
    [
      'sections',
      words.sections.heading,
      guide.sections.flatMap(({ profile, channels, offences }) => [profile, ...channels, ...offences]),
    ],
    [
      'cross-border',
      words.crossBorder.heading,
      guide.targets.flatMap(({ route, profile }) => [route, ...(profile ? [profile] : [])]),
    ],
    ['ladder', words.ladder.heading, guide.ladder ? [guide.ladder] : []],
    ['essentials', words.essentials.heading, guide.essentials],
  ]
  return parts
    .filter(([, , entries]) => entries.length > 0)
    .map(([id, heading, entries]) => [{ id, heading }, entries])
}

export const placeData = ({ key, slug, name, iso, kind, parent }: Jurisdiction) => ({
  key,
  slug,
  name,
  iso,
  kind,
  parent,
})

/** What a copy says about the site that it was taken from. */
export const siteWords = ({ brand, sample, sampleNotice, disclaimer, correctionsEmail }: Site) => ({
  name: brand,
  sample,
  notice: sample ? sampleNotice : null,
  disclaimer,
  corrections: correctionsEmail,
})

/** A guide without its entries: its place, version, addresses and parts. */
export function guideData({ guide, site, publicUrl }: Omit<Subject, 'ownCopy'>) {
  const { place, version } = guide
  return {
    place: placeData(place),
    title: wordsFor(site, place.inSentence).title,
    version: { hash: version.hash, changedOn: version.day },
    // Whether a copy is current: its version is the one that stands here.
    current: {
      page: publicUrl + paths.guide(place.slug),
      version: publicUrl + paths.version(place.slug),
      ...Object.fromEntries(
        (Object.keys(GUIDE_FORMS) as GuideForm[]).map((form) => [
          form,
          publicUrl + paths.form(place.slug, form),
        ]),
      ),
    },
    parts: partsOf(guide, site).map(([part, entries]) => ({
      ...part,
      entries: entries.map(({ key }) => key),
    })),
  }
}

/** The entries of a guide, each once. */
export const entriesOfGuide = ({ guide, site }: Pick<Subject, 'guide' | 'site'>): LiveEntry[] => [
  ...new Map(partsOf(guide, site).flatMap(([, entries]) => entries.map((each) => [each.key, each]))).values(),
]

/** Data as a file. */
export const jsonBytes = (data: object): Uint8Array =>
  new TextEncoder().encode(`${JSON.stringify(data, null, 2)}\n`)

/** The guide as data, described by a published schema. */
export const dataForm: Form = {
  form: 'data',
  make: (subject) =>
    jsonBytes({
      $schema: subject.publicUrl + paths.schema('guide-1'),
      format: 1,
      language: languageOf(subject.site).lang,
      site: siteWords(subject.site),
      guide: guideData(subject),
      entries: entriesOfGuide(subject).map(entryData),
    }),
}
