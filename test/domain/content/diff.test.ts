import { describe, expect, it } from 'vitest'
import type { Entry } from '#domain/content/content.ts'
import { diffEntries, unlikeFields } from '#domain/content/diff.ts'
import { KINDS } from '#domain/keys.ts'
import { entry, paragraph } from '../../fixtures/snapshot.ts'

const diff = (before: unknown, after: unknown) => diffEntries(before as Entry | null, after as Entry | null)

describe('what differs between two states of an entry', () => {
  it.each(KINDS)('is nothing between a %s and itself', (kind) => {
    expect(diff(entry(kind), entry(kind))).toEqual([])
    expect(diff(null, null)).toEqual([])
  })

  it.each([
    ['forms of Unicode', 'Me\u0301tis people', 'M\u00e9tis people'],
    ['kinds of space', '5\u00a0years, R40\u202f000', '5 years, R40 000'],
    ['kinds of line end', 'One\r\nTwo', 'One\nTwo'],
  ])('is nothing between %s', (_name, was, is) => {
    const saying = (words: string) =>
      entry('offence', {
        content: { title: words.split(/\r?\n/)[0], penalty: words },
        citations: [],
      })
    expect(diff(saying(was), saying(is))).toEqual([])
    expect(diff(saying(is), saying(was))).toEqual([])
    expect(unlikeFields(saying(was) as Entry, saying(is) as Entry)).not.toEqual([])
  })

  it('says what differs in the form in which texts are kept', () => {
    const saying = (penalty: string) => entry('offence', { content: { penalty } })
    expect(diff(saying('Me\u0301tis: 5\u00a0years'), saying('Me\u0301tis: 6\u00a0years'))).toEqual([
      { field: 'penalty', label: 'Maximum penalty', before: 'Métis: 5 years', after: 'Métis: 6 years' },
    ])
  })

  it('is every field that is filled in, for the first and after the last', () => {
    const route = entry('route', { citations: [], content: { caveat: null, contacts: [], links: [] } })
    const fields = [
      { field: 'lever', label: 'Fastest lever', text: 'Fastest lever, a paragraph' },
      { field: 'mechanism', label: 'How the case reaches them', text: 'Mechanism, a paragraph' },
      { field: 'confidence', label: 'Confidence', text: 'High' },
    ]
    expect(diff(null, route)).toEqual(
      fields.map(({ field, label, text }) => ({ field, label, before: null, after: text })),
    )
    expect(diff(route, null)).toEqual(
      fields.map(({ field, label, text }) => ({ field, label, before: text, after: null })),
    )
  })

  it('is the fields that changed, came and went, in printed order', () => {
    const before = entry('offence', { content: { classification: null, nature: null } })
    const after = entry('offence', {
      content: { penalty: 'Up to 7 years in prison.', section: null, classification: null, nature: 'mixed' },
    })
    expect(diff(before, after)).toEqual([
      {
        field: 'penalty',
        label: 'Maximum penalty',
        before: 'Up to 5 years in prison.',
        after: 'Up to 7 years in prison.',
      },
      { field: 'section', label: 'Section', before: 'Section 3', after: null },
      {
        field: 'classification',
        label: 'Classification',
        before: null,
        after: 'Mixed',
        details: [{ part: 'nature', before: null, after: 'Mixed' }],
      },
    ])
  })

  it('names rows by their keys: a step that was moved is told by their order, one that is gone comes last', () => {
    const ladder = entry('ladder')
    const [first, second] = ladder.content.steps
    if (!first || !second) throw new Error('fixture')
    expect(diff(ladder, entry('ladder', { content: { steps: [second, first] } }))).toEqual([
      {
        field: 'rows',
        label: 'Order of its parts',
        before: `1. ${first.title}\n2. ${second.title}`,
        after: `1. ${second.title}\n2. ${first.title}`,
      },
    ])
    const twin = { ...second, title: first.title }
    expect(
      diff(
        entry('ladder', { content: { steps: [first, twin] } }),
        entry('ladder', { content: { steps: [twin, first] } }),
      ).map(({ field, before, after }) => [field, before === after]),
    ).toEqual([['rows', false]])
    const fresh = { ...second, key: 'ombudsman', title: 'Ombudsman', text: 'Write to them.' }
    expect(
      diff(ladder, entry('ladder', { content: { steps: [fresh, { ...second, title: 'Go abroad' }] } })),
    ).toEqual([
      {
        field: 'steps.ombudsman',
        label: 'Ombudsman',
        before: null,
        after: 'Ombudsman\nWrite to them.',
        details: [
          { part: 'title', before: null, after: 'Ombudsman' },
          { part: 'text', before: null, after: 'Write to them.' },
        ],
      },
      {
        field: 'steps.abroad',
        label: 'Go abroad',
        before: 'Lead it abroad\nStep two, a paragraph',
        after: 'Go abroad\nStep two, a paragraph',
        details: [{ part: 'title', before: 'Lead it abroad', after: 'Go abroad' }],
      },
      {
        field: 'steps.ask-again',
        label: 'Ask again',
        before:
          'Ask again\nStep one, a paragraph\n- Step one, an item\n101, Day and night, Note of a contact\nForm to fill in (https://forms.example.org/complaint)',
        after: null,
        details: [
          { part: 'title', before: 'Ask again', after: null },
          { part: 'text', before: 'Step one, a paragraph\n- Step one, an item', after: null },
          { part: 'contacts', before: '101, Day and night, Note of a contact', after: null },
          {
            part: 'links',
            before: 'Form to fill in (https://forms.example.org/complaint)',
            after: null,
          },
        ],
      },
    ])
  })

  it('shows the words of a section', () => {
    const essential = entry('essential')
    const [, second] = essential.content.sections
    if (!second) throw new Error('fixture')
    const before = entry('essential', { content: { sections: [second] } })
    const after = entry('essential', {
      content: { sections: [{ ...second, body: [paragraph('Other words')] }] },
    })
    expect(diff(before, after)).toEqual([
      {
        field: 'sections.second',
        label: 'Second section',
        before: 'Second section\nSecond body',
        after: 'Second section\nOther words',
        details: [{ part: 'body', before: 'Second body', after: 'Other words' }],
      },
    ])
  })

  it('shows no dates and no order: they are no words of the entry', () => {
    expect(diff(entry('route'), entry('route', { order: 99, reverifyEvery: 30 }))).toEqual([])
  })

  it('shows sources, law and confidence, which are printed beside the fields', () => {
    const after = entry('route', { citations: [], confidence: { level: 'low', note: 'Not checked.' } })
    expect(diff(entry('route'), after).map(({ field, after: now }) => [field, now])).toEqual([
      ['citations', null],
      ['confidence', 'Low\nNot checked.'],
    ])
    const offence = entry('offence', { instruments: [] })
    expect(diff(entry('offence'), offence)).toEqual([
      {
        field: 'instruments',
        label: 'Law it rests on',
        before: 'Harassment Act, s. 3, Creates it, In force',
        after: null,
      },
    ])
  })
})
