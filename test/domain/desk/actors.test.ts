import { expect, it } from 'vitest'
import {
  CORPUS_EDITOR,
  CORPUS_REVIEWER,
  isSystem,
  mayAdminister,
  mayEdit,
  mayReview,
  PUBLISHER,
  type Actor,
  type Role,
} from '#domain/desk/actors.ts'

const person = (...roles: Role[]): Actor => ({ id: 'user:1', name: 'Ada', roles })

it.each<[string, Actor, { edit: boolean; review: boolean; administer: boolean; system: boolean }]>([
  ['nobody in particular', person(), { edit: false, review: false, administer: false, system: false }],
  ['an editor', person('editor'), { edit: true, review: false, administer: false, system: false }],
  ['a reviewer', person('reviewer'), { edit: true, review: true, administer: false, system: false }],
  [
    'an administrator',
    person('administrator'),
    { edit: false, review: false, administer: true, system: false },
  ],
  [
    'somebody with every role',
    person('editor', 'reviewer', 'administrator'),
    { edit: true, review: true, administer: true, system: false },
  ],
  ['the editor of the corpus', CORPUS_EDITOR, { edit: true, review: false, administer: true, system: true }],
  [
    'the reviewer of the corpus',
    CORPUS_REVIEWER,
    { edit: true, review: true, administer: false, system: true },
  ],
  ['the publisher', PUBLISHER, { edit: false, review: false, administer: false, system: true }],
])('says what %s may do', (_name, actor, expected) => {
  expect({
    edit: mayEdit(actor),
    review: mayReview(actor),
    administer: mayAdminister(actor),
    system: isSystem(actor),
  }).toEqual(expected)
})

it('keeps the parts of the system apart: each acts under its own id and name', () => {
  const parts = [CORPUS_EDITOR, CORPUS_REVIEWER, PUBLISHER]
  expect(new Set(parts.map(({ id }) => id)).size).toBe(parts.length)
  expect(new Set(parts.map(({ name }) => name)).size).toBe(parts.length)
})

it('takes nobody for a part of the system who only says so', () => {
  expect(isSystem({ id: 'user:system:publisher' })).toBe(false)
})
