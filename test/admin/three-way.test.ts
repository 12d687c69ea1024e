import type { ClientField } from 'payload'
import { describe, expect, it } from 'vitest'
import { carryOver, compareThree, onTopOf } from '#admin/desk/save/three-way.ts'

const text = (name: string, label: string): ClientField => ({ type: 'text', name, label })

const FIELDS = [
  { type: 'ui', name: 'notices' },
  text('title', 'Title'),
  { type: 'row', fields: [text('ask', 'What to ask for'), text('url', 'Address')] },
  { type: 'group', name: 'emergency', label: 'Emergency', fields: [text('say', 'What to say')] },
  {
    type: 'array',
    name: 'steps',
    label: 'Steps',
    fields: [text('title', 'Title'), text('text', 'What to do'), text('key', 'Key')],
  },
  { type: 'array', name: 'contacts', label: 'Contacts', fields: [text('printed', 'As printed')] },
  { type: 'number', name: 'revision', label: 'Revision' },
] as ClientField[]

const base = {
  revision: 1,
  title: 'Call 101',
  ask: 'Ask for the number.',
  url: null,
  emergency: { say: 'Where you are.' },
  steps: [
    { id: 'a1', key: 'call', title: 'Call', text: 'Call 101.' },
    { id: 'b1', key: 'write', title: 'Write', text: 'Write it down.' },
  ],
  contacts: [],
}

const found = (mine: object, theirs: object) => {
  const three = { base, mine: { ...base, ...mine }, theirs: { ...base, revision: 2, ...theirs } }
  const compared = compareThree(FIELDS, three)
  return { compared, theirs: three.theirs, said: compared.map(({ label, by }) => [label, by]) }
}

describe('what two people changed', () => {
  it.each([
    ['nobody changed anything', {}, {}, []],
    ['what is empty in another way is the same', { contacts: 0, url: '' }, { url: undefined }, []],
    ['ids of rows say nothing', { steps: base.steps.map(({ id: _id, ...step }) => step) }, {}, []],
    ['mine alone', { title: 'Call the police' }, {}, [['Title', 'mine']]],
    ['theirs alone', {}, { ask: 'Ask who it is.' }, [['What to ask for', 'theirs']]],
    ['both', { ask: 'One.' }, { ask: 'Two.' }, [['What to ask for', 'both']]],
    ['both to the same', { ask: 'One.' }, { ask: 'One.' }, [['What to ask for', 'theirs']]],
    ['inside a group', { emergency: { say: 'Who.' } }, {}, [['Emergency › What to say', 'mine']]],
    [
      'different fields of rows',
      { steps: [{ ...base.steps[0], text: 'Call 999.' }, base.steps[1]] },
      { steps: [base.steps[0], { ...base.steps[1], title: 'Note' }] },
      [
        ['Steps › 1. Call › What to do', 'mine'],
        ['Steps › 2. Write › Title', 'theirs'],
      ],
    ],
    [
      'rows that are not the same any more',
      { steps: [base.steps[1], base.steps[0]] },
      { steps: [{ ...base.steps[0], text: 'Call 999.' }, base.steps[1]] },
      [['Steps', 'both']],
    ],
  ])('%s', (_name, mine, theirs, said) => {
    expect(found(mine, theirs).said).toEqual(said)
  })
})

describe('what differs where nobody knows what the form started from', () => {
  const asked = (mine: object, theirs: object) =>
    compareThree(FIELDS, {
      base: null,
      mine: { ...base, ...mine },
      theirs: { ...base, revision: 2, ...theirs },
    })

  it.each([
    ['nothing', {}, {}, []],
    ['what one side has', { title: 'Call the police' }, {}, [['Title', 'both']]],
    ['what the other side has', {}, { url: 'https://theirs.example/' }, [['Address', 'both']]],
    ['inside a group', { emergency: { say: 'Who.' } }, {}, [['Emergency › What to say', 'both']]],
    [
      'fields of the same rows',
      { steps: [{ ...base.steps[0], text: 'Call 999.' }, base.steps[1]] },
      {},
      [['Steps › 1. Call › What to do', 'both']],
    ],
    ['other rows', { steps: [base.steps[1]] }, {}, [['Steps', 'both']]],
    ['an array that one side leaves empty', {}, { contacts: [{ printed: '101' }] }, [['Contacts', 'both']]],
  ])('is asked: %s', (_name, mine, theirs, said) => {
    expect(asked(mine, theirs).map(({ label, by }) => [label, by])).toEqual(said)
  })

  it('comes from them unless mine is chosen', () => {
    const theirs = { ...base, url: 'https://theirs.example/' }
    const compared = asked({ title: 'Mine' }, theirs)
    expect(carryOver(theirs, compared, new Set())).toEqual(theirs)
    expect(carryOver(theirs, compared, new Set(['title']))).toEqual({ ...theirs, title: 'Mine' })
  })
})

it('compares the place of a record: that of a body can change', () => {
  const place = { type: 'relationship', name: 'jurisdiction', label: 'Place', relationTo: 'jurisdictions' }
  const three = { base: { jurisdiction: 'a' }, mine: { jurisdiction: 'a' }, theirs: { jurisdiction: 'b' } }
  expect(compareThree([place as ClientField], three).map(({ by }) => by)).toEqual(['theirs'])
})

describe('carrying changes over', () => {
  const mine = {
    title: 'Call the police',
    ask: 'Mine.',
    steps: [{ ...base.steps[0], text: 'Call 999.' }, base.steps[1]],
  }
  const theirs = {
    url: 'https://example.org/',
    ask: 'Theirs.',
    steps: [base.steps[0], { ...base.steps[1], title: 'Note' }],
  }

  it.each([
    ['mine', new Set(['ask']), 'Mine.'],
    ['theirs', new Set<string>(), 'Theirs.'],
  ])('keeps what only one changed, and %s of what both did', (_name, chosen, ask) => {
    const both = found(mine, theirs)
    expect(carryOver(both.theirs, both.compared, chosen)).toEqual({
      ...base,
      revision: 2,
      title: 'Call the police',
      url: 'https://example.org/',
      ask,
      steps: [
        { ...base.steps[0], text: 'Call 999.' },
        { ...base.steps[1], title: 'Note' },
      ],
    })
  })

  it('leaves both documents as they were', () => {
    const both = found(mine, theirs)
    const before = JSON.stringify(both.theirs)
    carryOver(both.theirs, both.compared, new Set(['ask']))
    expect(JSON.stringify(both.theirs)).toBe(before)
  })
})

it('puts an old state on top of the newest without what the desk keeps by itself', () => {
  expect(
    onTopOf(
      { id: '1', key: 'k', revision: 9, deskState: 'live', label: 'New', place: 'p', title: 'New', order: 3 },
      { id: 'v', key: 'k', revision: 2, deskState: 'never-live', label: 'Old', place: 'o', title: 'Old' },
    ),
  ).toEqual({
    id: '1',
    key: 'k',
    revision: 9,
    deskState: 'live',
    label: 'New',
    place: 'p',
    title: 'Old',
    order: 3,
  })
})
