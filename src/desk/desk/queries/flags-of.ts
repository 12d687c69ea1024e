import type { Entry, Reviewed } from '#domain/content/content.ts'
import { isStructure } from '#domain/content/content.ts'
import { flaggedClaims, type FlaggedClaim } from '#domain/desk/flagged-claims.ts'
import type { Flag } from '#domain/desk/flags.ts'
import type { EntryFlag } from '#domain/desk/workflow-status.ts'
import { isShownAt } from '#domain/publish/reports.ts'
import { readFlags } from '#store/desk/flags.ts'
import { instrumentKey } from '#store/desk/instrument-uses.ts'
import { readLawChanges, type StoredLawChange } from '#store/desk/law-changes.ts'
import { readReportedPages } from '#store/publish/reported.ts'
import type { Desk } from '../../desk.ts'

type Label = (claim: string) => string

/** The claims that a law change flags, each with what the entry cites for it. */
async function flaggedBy(
  req: Desk['req'],
  entry: Entry,
  { claims }: Pick<Flag, 'claims'>,
  change: StoredLawChange,
  label: Label,
): Promise<FlaggedClaim[]> {
  const instrument = (await instrumentKey(req, change.instrument)) ?? ''
  return flaggedClaims(entry, { claims, instrument, changed: change.provisions }, label)
}

/** An entry's open flags, and those of pages that show it; those of law changes with what they are about. */
export async function flagsOf(req: Desk['req'], entry: Reviewed, label: Label): Promise<EntryFlag[]> {
  const pages = (await readReportedPages(req)).filter(({ page }) => isShownAt(page, entry.key))
  const flags = [
    ...(await readFlags(req, { entry: entry.key, open: true })),
    ...pages.map(({ flag }) => flag),
  ]
  const laws = await readLawChanges(
    req,
    flags.flatMap(({ kind, about }) => (kind === 'law-change' ? about : [])),
  )
  return Promise.all(
    flags.map(async ({ key, kind, entry: of, about, detail, claims, at }) => {
      const change = kind === 'law-change' ? (laws.get(about) ?? null) : null
      return {
        key,
        kind,
        entry: of,
        about,
        detail,
        claims,
        claimLabels: claims.map(label),
        at,
        effectiveOn: change?.effectiveOn ?? null,
        provisions: change?.provisions ?? null,
        flagged: change && !isStructure(entry) ? await flaggedBy(req, entry, { claims }, change, label) : [],
      }
    }),
  )
}
