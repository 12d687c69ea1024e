import { isTouched, type LawChangeDesk } from './impact.ts'

/** Where whoever updates the entries of a law change goes on, once one of them is saved. */
export type NextFlagged =
  | { what: 'entry'; label: string; at: { collection: string; id: string } }
  /** Each of the others is edited or answered: these wait to be submitted together. */
  | { what: 'submit'; n: number }

/**
 * @param entry key of the open entry, which is not offered again.
 * @returns null where nothing is left to edit or to submit.
 */
export function nextFlagged(
  { entries, drafts, together }: Pick<LawChangeDesk, 'entries' | 'drafts' | 'together'>,
  entry: string,
): NextFlagged | null {
  const done = new Set([entry, ...drafts.map((each) => each.entry)])
  for (const member of together?.members ?? []) done.add(member.entry)
  for (const { entry: other, label, at, flag } of entries.filter(isTouched))
    if (flag?.closedAt === null && at && !done.has(other)) return { what: 'entry', label, at }
  return drafts.length > 0 ? { what: 'submit', n: drafts.length } : null
}
