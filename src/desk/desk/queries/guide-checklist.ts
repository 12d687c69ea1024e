import { submissionProblems } from '#domain/content/coverage.ts'
import { COLLECTION_OF } from '#domain/content/collections.ts'
import { isUncheckedCopy } from '#domain/content/copied.ts'
import { hasOwnGuide } from '#domain/content/jurisdictions.ts'
import type { ChecklistEntry, GuideChecklist } from '#domain/desk/guide-checklist.ts'
import { deskState, type Head } from '#domain/desk/heads.ts'
import type { Kind } from '#domain/keys.ts'
import { readSavedEntries } from '#store/content/saved.ts'
import { readHeads } from '#store/desk/heads.ts'
import { readJurisdiction, readJurisdictions } from '#store/desk/jurisdictions.ts'
import { ofPlace } from '#store/of-place.ts'
import { findWorkingCopies } from '#store/desk/working-copies.ts'
import { readGuideProblem } from '#store/publish/published.ts'
import type { StoreRequest } from '#store/rows.ts'

/** The kinds of which a guide consists. A route belongs to the guides of all others. */
const GUIDE_KINDS = ['profile', 'channel', 'offence', 'ladder'] as const satisfies readonly Kind[]

/** Entries of a place that are not live, and how many are. */
async function readEntries(
  req: StoreRequest,
  slug: string,
): Promise<{ live: number; entries: ChecklistEntry[] }> {
  const heads = new Map<string, Head>(
    (await readHeads(req, ofPlace('entry', slug))).map((head) => [head.entry, head]),
  )
  const entries: ChecklistEntry[] = []
  let live = 0
  for (const kind of GUIDE_KINDS) {
    const saved = await readSavedEntries(req, kind, (key) => key.startsWith(`${slug}/`))
    const refs = await findWorkingCopies(
      req,
      saved.map(({ entry }) => entry.key),
    )
    for (const { id, entry, guide, revision, editorNote } of saved.sort(
      (a, b) => a.entry.order - b.entry.order,
    )) {
      const head = heads.get(entry.key)
      if (head?.live) live += 1
      else
        entries.push({
          entry: entry.key,
          revision,
          collection: COLLECTION_OF[kind],
          id,
          label: refs.get(entry.key)?.label ?? entry.key,
          state: head ? deskState(head) : 'never-live',
          problems: head?.open
            ? []
            : submissionProblems(entry, guide, { uncheckedCopy: isUncheckedCopy(editorNote) }),
        })
    }
  }
  return { live, entries }
}

/** How far the guide of a place is; null if the place is to have none of its own. @param id of its working copy. */
export async function guideChecklist(req: StoreRequest, id: string): Promise<GuideChecklist | null> {
  const saved = await readJurisdiction(req, id)
  if (!saved || !hasOwnGuide(saved.guide)) return null
  const place = (await readJurisdictions(req)).find(({ key }) => key === saved.key)
  const problem = await readGuideProblem(req, { ...saved, parent: null, guide: 'full' })
  const said = place?.guide === 'full' || place?.guide === 'building' ? place.guide : null
  return {
    open: said === 'full' && (problem?.open ?? true),
    said,
    missing: problem?.missing ?? [],
    ...(await readEntries(req, saved.slug)),
  }
}
