import type { Reviewed } from './content.ts'
import { fieldsOf } from './fields.ts'

/** What the claims of one state of an entry are called, by their ids. */
export type ClaimNames = ReadonlyMap<string, string>

export const claimNames = (entry: Reviewed | null): ClaimNames =>
  new Map(
    (entry ? fieldsOf(entry, null) : []).flatMap(({ id, label, citable }): [string, string][] =>
      citable ? [[id, label]] : [],
    ),
  )

/** What was named by an id of this kind. */
function whatWas(claim: string): string {
  if (claim.startsWith('steps.')) return 'A step'
  return claim.startsWith('sections.') ? 'A section' : 'A claim'
}

/**
 * What a claim is called. Of one that the entry does not make any more it says so: its id says nothing to anybody.
 * @param names of the entry as it is now.
 * @param before names that it had in other states of the entry, the nearest first.
 */
export function claimName(claim: string, names: ClaimNames, before: readonly ClaimNames[] = []): string {
  const name = names.get(claim)
  if (name !== undefined) return name
  const had = before.find((each) => each.has(claim))?.get(claim)
  return had === undefined
    ? `${whatWas(claim)} that is no longer in this entry`
    : `${had} (no longer in this entry)`
}
