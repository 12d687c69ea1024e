import type { Entry } from '#domain/content/content.ts'
import type { Jurisdiction } from '#domain/content/jurisdictions.ts'
import type { Slug } from '#domain/keys.ts'
import { withReadersOf } from '#domain/publish/open-guides.ts'
import type { WantedPrints } from '#domain/publish/paths.ts'
import { snapshotFrom, withOpened, type LiveEntry, type Snapshot } from '#domain/publish/snapshot.ts'
import { documentsOf } from '#pipelines/pdf/documents.ts'
import { pageFiles } from './pages.ts'

/** Large print has the template of the whole guide, and variants have one HTML. */
const TRIED: WantedPrints = { prints: ['guide', 'sheet', 'card'], variants: ['open'] }

/** A jurisdiction for trying out what belongs to every guide. */
const STAND_IN: Jurisdiction = {
  key: 'stand-in',
  slug: 'stand-in' as Slug,
  name: 'Stand-in',
  inSentence: 'Stand-in',
  abbreviation: null,
  iso: 'XX',
  kind: 'country',
  parent: null,
  guide: 'full',
}

/** An entry known to be sound, to try another one alongside it. */
function soundEntry(
  { entries: [first], day }: Pick<Snapshot, 'entries' | 'day'>,
  kind: 'profile' | 'route',
  { key, guide }: Jurisdiction,
): LiveEntry {
  const contact = {
    key: 'x',
    kind: 'phone',
    value: '112',
    printed: '112',
    hours: null,
    note: null,
    body: null,
  } as const
  const like = {
    key: `${key}/${kind}`,
    jurisdiction: key,
    order: 0,
    instruments: [],
    citations: [],
    inForceAsOf: day,
    reverifyEvery: 180,
    confidence: { level: 'high' as const, note: null },
  }
  const emergency = guide === 'full' ? { contacts: [contact], useWhen: null, say: null, note: null } : null
  const entry: Entry =
    kind === 'profile'
      ? {
          ...like,
          kind,
          content: { emergency, doxxing: null, recording: null, budapest: 'party', ownOffences: null },
        }
      : {
          ...like,
          kind,
          content: { lever: 'x', mechanism: 'x', caveat: null, seeNations: false, contacts: [], links: [] },
        }
  const edition = { ...(first as LiveEntry).edition, since: day }
  return {
    ...entry,
    edition,
    verifiedOn: day,
    dueOn: day,
    overdue: false,
    takesForce: null,
    inForceSince: {},
  }
}

/** A snapshot with this entry alone, plus only what its pages need. */
function alone(snapshot: Snapshot, entry: LiveEntry): Snapshot {
  const byKey = new Map(snapshot.jurisdictions.map((place) => [place.key, place]))
  const own = byKey.get(entry.jurisdiction ?? '')
  const parent = byKey.get(own?.parent ?? '')
  // What guides say of a target without a guide is tried in another place's guide.
  const isTarget = withReadersOf(snapshot).targets.has(own?.key ?? '')
  const home =
    own?.guide === 'full' && entry.kind !== 'route' && !isTarget
      ? own
      : own?.guide === 'section' && parent
        ? parent
        : STAND_IN
  const places = [...new Set([home, ...(own ? [own] : [])])]
  const others = [
    soundEntry(snapshot, 'profile', home),
    ...(own && own !== home ? [soundEntry(snapshot, 'profile', own)] : []),
    ...(own && isTarget ? [soundEntry(snapshot, 'route', own)] : []),
  ].filter(({ key }) => key !== entry.key)
  const { day, site } = snapshot
  return withOpened(
    snapshotFrom({ day, site, jurisdictions: places, changes: [], entries: [entry, ...others] }),
    [home.key],
  )
}

/**
 * The entries that can't be rendered, each tried alone: edition hash to error message. It takes as long as
 * rendering everything, so call it only after that has failed.
 */
export function findUnusable(
  snapshot: Snapshot,
  rendering: Parameters<typeof pageFiles>[2],
): Map<string, string> {
  const found = new Map<string, string>()
  for (const entry of snapshot.entries)
    try {
      const shown = alone(snapshot, entry)
      for (const file of pageFiles(shown, new Map(), rendering)) void file.make()
      documentsOf(shown, { publicUrl: rendering.publicUrl, ...TRIED })
    } catch (error) {
      found.set(entry.edition.hash, (error as Error).message)
    }
  return found
}
