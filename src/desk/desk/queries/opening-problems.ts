import { guidePartsIn } from '#domain/content/guide-parts.ts'
import type { Reviewed } from '#domain/content/content.ts'
import type { Problem } from '#domain/content/coverage.ts'
import { thaw, type Edition } from '#domain/content/editions.ts'
import { isSystem, type Actor } from '#domain/desk/actors.ts'
import type { Slug } from '#domain/keys.ts'
import { readGuideProblem } from '#store/publish/published.ts'
import type { StoreRequest } from '#store/rows.ts'

/**
 * What keeps the guide of a place from being opened, or from being built anew, as the place says. A corpus states what
 * its guides are: it opens them with their entries.
 * @param live the live edition of the place; null if it has none.
 */
export async function openingProblems(
  { req, actor }: { req: StoreRequest; actor: Actor },
  place: Reviewed,
  live: Edition | null,
): Promise<Problem[]> {
  if (place.kind !== 'jurisdiction' || isSystem(actor)) return []
  const { content } = place
  const thawed = live ? thaw(live) : null
  const before = thawed?.kind === 'jurisdiction' ? thawed.content.guide : null
  const lacks = (): ReturnType<typeof readGuideProblem> =>
    readGuideProblem(req, { ...content, slug: content.slug as Slug, guide: 'full', id: '' })
  if (content.guide === 'full' && before !== 'full') {
    const problem = await lacks()
    if (problem)
      return [
        {
          field: 'guide',
          message: `The guide cannot open yet, because of it this is not live: ${guidePartsIn(problem.missing)}. Until then, choose that it is being built.`,
        },
      ]
  }
  if (content.guide === 'building' && before === 'full') {
    const problem = await lacks()
    if (!problem || problem.open)
      return [
        {
          field: 'guide',
          message:
            'Readers have this guide. To take it from them, ask for the withdrawal of its profile; until then, leave it as a guide of its own.',
        },
      ]
  }
  return []
}
