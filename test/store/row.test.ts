import { describe, expect, it } from 'vitest'
import { isListOf, isShape, isText } from '#domain/checks.ts'
import { Row, UnreadableRow } from '#store/row.ts'

const row = (values: object): Row => new Row('outbox', { id: 'r1', ...values })

describe('a row', () => {
  it('is read field by field as what its collection keeps', () => {
    const full = row({
      text: 'x',
      n: 3,
      yes: 1,
      day: '2026-11-28',
      state: 'sent',
      json: '["a"]',
      nothing: null,
    })
    expect(full.text('text')).toBe('x')
    expect(full.number('n')).toBe(3)
    expect(full.flag('yes')).toBe(true)
    expect(full.day('day')).toBe('2026-11-28')
    expect(full.among('state', { sent: 'Sent' })).toBe('sent')
    expect(full.json('json', isListOf(isText))).toEqual(['a'])
    expect(full.textOrNull('nothing')).toBeNull()
    expect(full.numberOrNull('not there')).toBeNull()
  })

  it('has the id that either database gives it', () => {
    expect(new Row('outbox', { id: 7 }).id).toBe('7')
    expect(new Row('outbox', { _id: { toString: () => 'abc' } }).id).toBe('abc')
  })

  it.each([
    ['a text', (one: Row) => one.text('field'), 5],
    ['a number', (one: Row) => one.number('field'), '5'],
    ['a number', (one: Row) => one.number('field'), NaN],
    ['a day', (one: Row) => one.day('field'), '2026-02-30'],
    ['a name that is known', (one: Row) => one.among('field', { sent: 1 }), 'toString'],
    ['JSON', (one: Row) => one.json('field', isText), '{'],
    ['JSON of its form', (one: Row) => one.json('field', isShape({ place: isText })), '{"place":1}'],
    ['a list', (one: Row) => one.list('field'), 'x'],
  ])('that does not hold %s says where, and not what it holds', (expected, read, value) => {
    const error = (() => {
      try {
        read(row({ field: value }))
      } catch (caught) {
        return caught
      }
    })()
    expect(error).toBeInstanceOf(UnreadableRow)
    expect(error).toMatchObject({
      collection: 'outbox',
      row: 'r1',
      field: 'field',
      message: `Row r1 of “outbox” cannot be read: its field “field” is not ${expected}.`,
    })
  })

  it('that a seal vouches for is read whatever became of it', () => {
    const altered = row({ hash: 5, n: 'three', details: '{', none: null })
    expect(altered.sealed('hash')).toBe('')
    expect(altered.sealedNumber('n')).toBeNaN()
    expect(altered.sealedOrNull('none')).toBeNull()
    expect(altered.sealedNumberOrNull('none')).toBeNull()
    expect(altered.sealedJson<unknown>('details', (text) => ({ unreadable: text }))).toEqual({
      unreadable: '{',
    })
  })
})
