import type { Budapest, ChannelRole, DoxxingStatus, Reach, RecordingRule, Stage } from './channels.ts'
import type { BodyRef, Contact } from './contacts.ts'
import type { LegalDate } from '../dates.ts'
import type { GuideForm, JurisdictionKind } from './jurisdictions.ts'
import { isStructureKind, type Kind, type ReviewedKind, type StructureKind } from '../keys.ts'
import type { Written } from './language.ts'
import type { RichText } from './rich-text.ts'
import type { Site } from './site.ts'
import type { SituationRow } from './situations.ts'
import type { Confidence, Nature, Relation, LegalStatus } from './legal-status.ts'

/**
 * The content of entries as plain data: what an edition freezes and what renderers read. Every property is
 * always present (null or [] if empty), so that equal content has equal canonical JSON; an optional one is newer
 * than the first editions, and left out if empty, so that these keep their hashes.
 */

export interface InstrumentRef {
  key: string
  kind: InstrumentKind
  title: string
  jurisdiction: string | null
  year: number | null
  number: string | null
  extent: string | null
}

export const INSTRUMENT_KINDS = {
  act: 'Act',
  order: 'Order',
  code: 'Code',
  'common-law': 'Common law',
  decision: 'Decision',
  treaty: 'Treaty',
} as const
export type InstrumentKind = keyof typeof INSTRUMENT_KINDS

/** A provision that an entry depends on. */
export interface InstrumentUse {
  instrument: InstrumentRef
  provision: string | null
  relation: Relation
  standing: LegalStatus
  claims: string[]
}

export const PRECISIONS = { page: 'One page', host: 'Only the site is known' } as const
export type Precision = keyof typeof PRECISIONS

export interface SourceRef {
  key: string
  precision: Precision
  url: string
  host: string
  title: string
}

/** Quoted words, with a little text before and after (W3C TextQuoteSelector). */
export interface Quote {
  prefix: string | null
  exact: string
  suffix: string | null
}

export interface Citation {
  supports: string[]
  source: SourceRef
  pinpoint: string | null
  quote: Quote | null
  retrievedOn: LegalDate | null
}

export interface LinkRow {
  key: string
  label: string
  url: string
}

export interface ProfileContent {
  emergency: { contacts: Contact[]; useWhen: string | null; say: string | null; note: string | null } | null
  doxxing: { status: DoxxingStatus; text: string; say?: string } | null
  recording: { rule: RecordingRule; text: string } | null
  budapest: Budapest | null
  /** Number of separate offences that a section notes. */
  ownOffences: number | null
}

export interface ChannelContent {
  title: string
  stage: Stage
  /** Null where nobody has chosen yet: then it cannot be submitted. */
  role: ChannelRole | null
  reach: Reach
  does: string | null
  /** What to ask for: the reference number, by its local name. */
  ask: string | null
  /** For a channel that does not serve this place: whom it serves, and what to use instead. */
  instead: string | null
  body: BodyRef | null
  url: string | null
  contacts: Contact[]
}

export interface ElementRow {
  key: string
  text: string
}

export interface OffenceContent {
  title: string
  /** The offence in a few words, as a person names it to an officer: “stalking”. */
  reportAs: string | null
  /** What it looks like to the person it happens to. */
  situations?: SituationRow[]
  /** What to say, where “I want to report <report it as>” does not fit. */
  say?: string
  /** Null where nobody has chosen yet: then it cannot be submitted. */
  standing: LegalStatus | null
  penalty: string | null
  /** By when a case must be brought, where the law sets a limit. */
  timeLimit?: string
  covers: string | null
  section: string | null
  nature: Nature | null
  classification: string | null
  elements: ElementRow[]
  elementsNote: string | null
  related: string[]
  officialSource: SourceRef | null
}

export interface LadderStep {
  key: string
  title: string
  text: string
  contacts: Contact[]
  links: LinkRow[]
  /** The step names a right or a deadline, so it must have a source. */
  namesRight: boolean
  /** The step that leads abroad; pair pages print it. */
  crossBorder: boolean
}

export interface LadderContent {
  steps: LadderStep[]
}

export interface RouteContent {
  lever: string | null
  mechanism: string | null
  caveat: string | null
  /** Prints links to the full guides of the nations under this target. */
  seeNations: boolean
  contacts: Contact[]
  links: LinkRow[]
}

export interface EssentialSection {
  key: string
  heading: string
  body: RichText
  confidenceNote: string | null
}

export interface EssentialContent {
  title: string
  slug: string
  summary: string | null
  crossBorder: boolean
  sections: EssentialSection[]
}

/** What readers see of a place. Its key is the structure's key without the kind. */
export interface JurisdictionContent {
  key: string
  slug: string
  name: string
  inSentence: string
  abbreviation: string | null
  iso: string
  kind: JurisdictionKind
  /** Key of the parent place. */
  parent: string | null
  guide: GuideForm
}

/** The fixed words of the site and of its mails. */
export interface SiteContent extends Site {
  mailSender: string | null
  mailFooter: string | null
}

export interface ContentByKind {
  profile: ProfileContent
  channel: ChannelContent
  offence: OffenceContent
  route: RouteContent
  ladder: LadderContent
  essential: EssentialContent
  jurisdiction: JurisdictionContent
  site: SiteContent
}

/** Fields that every entry has, whatever its kind. */
export interface EntryBase {
  key: string
  /** Key of the jurisdiction; null for essentials; the target for routes. */
  jurisdiction: string | null
  order: number
  instruments: InstrumentUse[]
  citations: Citation[]
  inForceAsOf: LegalDate | null
  /** Days after which a person must verify the entry again; 0 for structure, which has no sources. */
  reverifyEvery: number
  /** The level is null where nobody has chosen yet: then it cannot be submitted. */
  confidence: { level: Confidence | null; note: string | null }
}

/** An entry of one kind, from its working copy or an edition, with everything it prints. */
export type EntryOf<K extends ReviewedKind> = EntryBase & { kind: K; content: ContentByKind[K] & Written }

export type Entry = { [K in Kind]: EntryOf<K> }[Kind]

/** A place or the words of the site, in the shape of an entry: without sources, and never due. */
export type Structure = { [K in StructureKind]: EntryOf<K> }[StructureKind]

/** Anything that an edition freezes. */
export type Reviewed = Entry | Structure

export const isStructure = (reviewed: Reviewed): reviewed is Structure => isStructureKind(reviewed.kind)
