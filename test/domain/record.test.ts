import { describe, expect, it } from 'vitest'
import type { Change } from '#domain/changes.ts'
import { diffEntries, unlikeFields } from '#domain/diff.ts'
import { thaw, type Edition } from '#domain/editions.ts'
import { foldChanges } from '#domain/fold.ts'
import { recordProblems } from '#domain/record.ts'
import { ADA, KEY, Story } from './story.ts'

/** An entry that was frozen before texts had one form, and again since: for readers nothing changed. */
function told() {
  const story = new Story()
  story.seq = 0
  story.act(ADA, 'create')
  story.write({ penalty: 'Me\u0301tis people: 5\u00a0years' }).publish()
  story.act(ADA, 'save').write({ penalty: 'Métis people: 5 years' }).publish()
  const [before, after] = [...story.editions.values()] as [Edition, Edition]
  const change = (seq: number, edition: Edition, replaced: Edition | null): Change => ({
    seq,
    entry: KEY,
    entryKind: 'offence',
    jurisdiction: 'testland',
    title: 'Sample',
    kind: replaced ? 'change' : 'new',
    note: edition.submission.changeNote,
    noteCorrectedAt: null,
    at: story.events.at(-1)?.at ?? '',
    effectiveOn: null,
    edition: edition.hash,
    replaced: replaced?.hash ?? null,
    corrects: null,
    fields: diffEntries(replaced && thaw(replaced), thaw(edition)),
  })
  const changes = [change(1, before, null), change(2, after, before)] as const
  const problems = (last: Partial<Change>) =>
    recordProblems({
      events: new Map([[KEY, story.events]]),
      editions: [before, after],
      heads: [story.head],
      changes: [changes[0], { ...changes[1], ...last }],
      kept: new Map(),
    })
  return { changes, problems, between: [thaw(before), thaw(after)] as const }
}

describe('the record of a change of nothing but the form of its texts', () => {
  it('is whole as it is written now, and as it was written before texts had one form', () => {
    const { problems, between } = told()
    const penalty = ({ field }: { field: string }): boolean => field === 'penalty'
    expect(diffEntries(...between).filter(penalty)).toEqual([])
    const old = unlikeFields(...between)
    expect(old.filter(penalty)).toHaveLength(1)
    expect(problems({})).toEqual([])
    expect(problems({ fields: old })).toEqual([])
    expect(
      problems({ fields: [{ field: 'penalty', label: 'Maximum penalty', before: 'a', after: 'b' }] }),
    ).toEqual([{ about: `change 2 (${KEY})`, problem: 'does not say what differs between its editions' }])
  })

  it('is not told in a mail, whatever the record kept of it', () => {
    const { changes, between } = told()
    const fields = unlikeFields(...between).filter(({ field }) => field === 'penalty')
    expect(foldChanges([{ ...changes[1], fields }])).toEqual([])
  })
})
