import { expect, it } from 'vitest'
import { isMarked } from '#admin/desk/threads/marked.ts'

const mark = { customComponents: { Description: 'a mark' } }

/** A form's fields, as much of them as tells where claims have their marks. */
const FIELDS = {
  penalty: { value: 'Up to five years.', ...mark },
  budapest: { value: 'party' },
  instead: { value: null, passesCondition: false, ...mark },
  'steps.0.key': { value: 'call' },
  'steps.0.text': { value: 'Call 101.', ...mark },
  'steps.1.key': { value: 'write' },
  'steps.1.text': { value: 'Write it down.' },
}

it.each([
  ['a field with a mark', 'penalty', true],
  ['a field without one', 'budapest', false],
  ['a field whose condition is not met', 'instead', false],
  ['a field that the form does not have', 'covers', false],
  ['a row with a mark', 'steps.call', true],
  ['a row without one', 'steps.write', false],
  ['a row that is gone', 'steps.gone', false],
])('a question stands beside %s or above the form', (_name, claim, marked) => {
  expect(isMarked(claim, FIELDS)).toBe(marked)
})
