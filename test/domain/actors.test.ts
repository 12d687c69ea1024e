import { expect, it } from 'vitest'
import {
  CORPUS_LOADER,
  isSystem,
  mayAdminister,
  mayEdit,
  mayReview,
  PUBLISHER,
  type Actor,
  type Role,
} from '#domain/actors.ts'

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
  ['the loader of the corpus', CORPUS_LOADER, { edit: true, review: true, administer: false, system: true }],
  ['the publisher', PUBLISHER, { edit: false, review: false, administer: false, system: true }],
])('says what %s may do', (_name, actor, expected) => {
  expect({
    edit: mayEdit(actor),
    review: mayReview(actor),
    administer: mayAdminister(actor),
    system: isSystem(actor),
  }).toEqual(expected)
})
