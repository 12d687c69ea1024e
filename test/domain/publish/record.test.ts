import { describe, expect, it } from 'vitest'
import type { Change } from '#domain/publish/changes.ts'
import type { Reviewed } from '#domain/content/content.ts'
import {
  diffEntries,
  seenFields,
  unlikeFields,
  withoutContactKinds,
  type FieldChange,
} from '#domain/content/diff.ts'
import { freezeEdition, thaw, type Edition, type Submission } from '#domain/content/editions.ts'
import { netChanges } from '#domain/publish/net-change.ts'
import { recordProblems } from '#domain/publish/record.ts'
import { contact, entry, submission } from '../../fixtures/snapshot.ts'
import { ADA, KEY, Story, TODAY } from '../desk/story.ts'

/** A ladder whose steps change places with each revision, and the form of their texts. */
class Reordered extends Story {
  override working(said: Partial<Submission> = {}): Edition {
    const even = this.head.revision % 2 === 0
    const steps = entry('ladder').content.steps.map((step) => ({
      ...step,
      title: `${step.title}, Métis`.normalize(even ? 'NFC' : 'NFD'),
    }))
    const words = entry('ladder', {
      key: KEY,
      inForceAsOf: TODAY,
      content: { steps: even ? steps.toReversed() : steps },
    })
    const asked = submission(
      this.head.lastSeq === null ? said : { changeNote: 'In order.', changeKind: 'change', ...said },
    )
    return freezeEdition(words, this.head.editions + 1, this.head.revision, asked)
  }
}

/** The first story of a site: its changes are the first of the public record. */
const first = (story: Story): Story => Object.assign(story, { seq: 0 })

/** An entry that was frozen before texts had one form, and again since: for readers nothing changed. */
const inAnotherForm = (): Story =>
  first(new Story())
    .act(ADA, 'create')
    .write({ penalty: 'Me\u0301tis people: 5\u00a0years' })
    .publish()
    .act(ADA, 'save')
    .write({ penalty: 'Métis people: 5 years' })
    .publish()

/** The public record of an entry that went live twice. */
function told(story: Story = inAnotherForm()) {
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
  const problems = (last: Partial<Change>, earlier: Partial<Change> = {}) =>
    recordProblems({
      events: new Map([[KEY, story.events]]),
      editions: [before, after],
      heads: [story.head],
      changes: [
        { ...changes[0], ...earlier },
        { ...changes[1], ...last },
      ],
      kept: new Map(),
    })
  return { changes, problems, between: [thaw(before), thaw(after)] as const }
}

describe('the record of parts that changed places', () => {
  it('is whole as it is written now, and as it was written before it told of their order', () => {
    const { changes, problems, between } = told(
      first(new Reordered()).act(ADA, 'create').publish().act(ADA, 'save').publish(),
    )
    expect(changes[1].fields.map(({ field }) => field)).toEqual(['rows'])
    expect(problems({})).toEqual([])
    const [old, older] = [seenFields(unlikeFields(...between)), unlikeFields(...between)]
    expect(older.length).toBeGreaterThan(old.length)
    for (const fields of [old, older]) expect(problems({ fields })).toEqual([])
    expect(problems({ fields: [{ ...changes[1].fields[0], after: 'another' } as FieldChange] })).toHaveLength(
      1,
    )
  })
})

/** A channel whose number is one to call in its first revision, and one to text since. */
class OtherKind extends Story {
  override working(said: Partial<Submission> = {}): Edition {
    const kind = this.head.revision > 1 ? 'sms' : 'phone'
    const words = entry('channel', {
      key: KEY,
      inForceAsOf: TODAY,
      content: {
        contacts: [contact({ kind }), contact({ key: 'mail', kind: 'email', value: 'a@example.org' })],
      },
    })
    const asked = submission(
      this.head.lastSeq === null ? said : { changeNote: 'For texts.', changeKind: 'change', ...said },
    )
    return freezeEdition(words, this.head.editions + 1, this.head.revision, asked)
  }
}

describe('the record of a contact that became one of another kind', () => {
  it('says so, and is whole as it was written before it did', () => {
    const { changes, problems, between } = told(
      first(new OtherKind()).act(ADA, 'create').publish().act(ADA, 'save').publish(),
    )
    expect(changes[1].fields).toEqual([
      expect.objectContaining({
        field: 'contacts',
        before: expect.stringMatching(/^999, Day and night/) as string,
        after: expect.stringMatching(/^999, Text message, Day and night/) as string,
      }),
    ])
    expect(problems({})).toEqual([])
    const [before, after] = between.map(withoutContactKinds) as [Reviewed, Reviewed]
    expect(diffEntries(before, after)).toEqual([])
    expect(problems({ fields: [] })).toEqual([])
    expect(problems({ fields: [{ ...changes[1].fields[0], after: '999' } as FieldChange] })).toHaveLength(1)
  })

  it('is whole where an entry came with contacts before their kinds were named', () => {
    const came = told(first(new OtherKind()).act(ADA, 'create').publish().act(ADA, 'save').publish())
    const old = diffEntries(null, withoutContactKinds(came.between[0]))
    expect(old).not.toEqual(came.changes[0].fields)
    expect(came.problems({}, { fields: old })).toEqual([])
  })
})

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
    expect(netChanges([{ ...changes[1], fields }])).toEqual([])
  })
})
