import type { UIFieldServerProps } from 'payload'
import { readJurisdictions } from '#store/desk/jurisdictions.ts'
import { readGuideProblem } from '#store/publish/published.ts'
import { findWorkingCopies } from '#store/desk/working-copies.ts'
import { MissingParts } from './missing-parts.tsx'

/** On a jurisdiction's screen: whether readers have its guide, and if not in full, why. */
export async function GuideState({ id, payload }: UIFieldServerProps) {
  if (id === undefined) return null
  const store = { payload }
  const place = (await readJurisdictions(store)).find((each) => each.id === String(id))
  if (place?.guide !== 'full') return null
  const problem = await readGuideProblem(store, place)
  if (!problem)
    return (
      <div className="desk-notices">
        <p className="desk-notice">Everything that its guide needs is live: readers have it.</p>
      </div>
    )
  const profile = (await findWorkingCopies(store, [problem.entry])).get(problem.entry)?.id ?? null
  return (
    <div className="desk-notices">
      <p className="desk-notice desk-notice--warning">
        <strong>{problem.open ? 'Its guide is not whole any more.' : 'Its guide is not published.'}</strong>{' '}
        {problem.open
          ? 'Readers still have it, with its emergency number. Not live any more: '
          : 'It opens once it has all that it needs. Not live yet: '}
        <MissingParts admin={payload.config.routes.admin} guide={{ ...problem, place: place.id, profile }} />.
      </p>
    </div>
  )
}
