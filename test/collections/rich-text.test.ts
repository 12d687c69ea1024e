import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { databaseName, missing, openDatabase, type TestDatabase } from '../support/database.ts'
import { rest, signIn } from '../support/rest.ts'
import { person } from '../support/desk/staff.ts'

const text = (words: unknown, format: unknown = 0) => ({ type: 'text', text: words, format, version: 1 })
const para = (...children: unknown[]) => ({ type: 'paragraph', children, version: 1 })
const list = (listType: string, ...children: unknown[]) => ({
  type: 'list',
  listType,
  tag: listType === 'number' ? 'ol' : 'ul',
  start: 1,
  children: children.map((child, index) => ({ type: 'listitem', value: index + 1, children: [child] })),
  version: 1,
})
const link = (url: string) => ({
  type: 'link',
  fields: { url, linkType: 'custom' },
  children: [text('x')],
  version: 3,
})
const root = (...children: unknown[]) => ({
  root: { type: 'root', children, direction: 'ltr', format: '', indent: 0, version: 1 },
})

const nested = (depth: number): unknown => {
  let inner: unknown = text('x')
  for (let level = 0; level < depth; level += 1) inner = list('bullet', inner)
  return inner
}

const deep = (depth: number): string => {
  const [before = '', after = ''] = JSON.stringify(root(list('bullet', 'HERE'))).split('"HERE"')
  const [open = '', close = ''] = JSON.stringify(list('bullet', 'HERE')).split('"HERE"')
  return `${before}${open.repeat(depth)}${JSON.stringify(text('x'))}${close.repeat(depth)}${after}`
}

describe.skipIf(missing)(`rich text over REST on ${databaseName}`, () => {
  let database: TestDatabase
  let token: string

  beforeAll(async () => {
    database = await openDatabase()
    token = await signIn(await person(database.payload, 'Edith', ['editor']))
  })
  afterAll(() => database?.close())

  let count = 0
  const create = (body: unknown) => {
    count += 1
    // Content nested too deeply to serialise in one go is inserted as is.
    const put = typeof body === 'function' ? (body as () => string)() : JSON.stringify(body)
    return rest('post', '/essentials', {
      token,
      raw: JSON.stringify({
        title: `Essay ${count}`,
        slug: `essay-${count}`,
        order: 1,
        reverifyEvery: 180,
        confidence: 'high',
        sections: [
          { heading: 'Fine', body: root(para(text('Fine'))) },
          { heading: 'One', body: 'PUT' },
        ],
      }).replace('"PUT"', () => put),
    })
  }

  it.each<[string, unknown, RegExp]>([
    [
      'a tab',
      root(para(text('Fine'), { type: 'tab', text: '\t', format: 0 }, text('Level 5'))),
      /^Paragraph 1: a tab cannot be printed/,
    ],
    ['struck words', root(para(text('x')), para(text('gone', 4))), /^Paragraph 2: struck-out words “gone”/],
    ['code', root(para(text('x', 16))), /^Paragraph 1: words set as code “x”/],
    ['a format of tomorrow', root(para(text('x', 1 << 20))), /^Paragraph 1: formatting that is not known/],
    ['a format in words', root(para(text('x', 'bold'))), /the format of “x” is not known/],
    ['a style', root(para({ ...text('x'), style: 'color:red' })), /has a style of its own/],
    ['a table without rows', root({ type: 'table', children: [] }), /^Table 1: it has no cells/],
    [
      'an intranet',
      root(para(link('http://intranet/act'))),
      /^Paragraph 1: “http:\/\/intranet\/act” cannot be a link/,
    ],
    ['an image', root({ type: 'upload', relationTo: 'media', value: 'x' }), /^Block 1: an image or a file/],
    ['a checklist', root(list('check', text('x'))), /^List 1: a checklist/],
    ['a script for a link', root(para(link('java\nscript:x'))), /^Paragraph 1: “java\nscript:x” cannot be/],
    ['data for a link', root(para(link('data:text/html,x'))), /cannot be a link/],
    ['words that are a number', root(para(text(5))), /a piece of text has no words/],
    ['children that are no list', root({ type: 'paragraph', children: 'x' }), /is not a list of nodes/],
    ['children that are an object', root({ type: 'paragraph', children: { 0: text('x') } }), /is not a list/],
    ['a child that is nothing', root(para(null)), /which is no node/],
    ['a root whose children are words', { root: { type: 'root', children: 'x' } }, /is not a list of nodes/],
    ['a root that is a word', { root: 'x' }, /not a text of the editor/],
    ['a word', 'x', /not a text of the editor/],
    ['lists nested 230 deep', root(nested(230)), /nested more than \d+ levels deep/],
  ])('refuses %s, names what and where, and keeps nothing', async (_name, body, message) => {
    const before = await database.payload.find({ collection: 'essentials', pagination: false })
    const answer = await create(body)
    const { errors } = answer.json as {
      errors: { data?: { errors?: { path: string; message: string }[] } }[]
    }
    const [field, ...more] = errors.flatMap(({ data }) => data?.errors ?? [])
    expect(answer.status, answer.message).toBeGreaterThanOrEqual(400)
    expect(answer.status, answer.message).toBeLessThan(500)
    expect([field?.path, field?.message, more]).toEqual([
      'sections.1.body',
      expect.stringMatching(message) as string,
      [],
    ])
    const after = await database.payload.find({ collection: 'essentials', pagination: false })
    expect(after.docs.length).toBe(before.docs.length)
  })

  it.each([730, 5000])('is not read at all where lists nest %i deep, and nothing is kept', async (depth) => {
    const before = await database.payload.find({ collection: 'essentials', pagination: false })
    const answer = await create(() => deep(depth))
    expect([answer.status, answer.message]).toEqual([400, expect.stringMatching(/more than 1,000 deep/)])
    const after = await database.payload.find({ collection: 'essentials', pagination: false })
    expect(after.docs.length).toBe(before.docs.length)
  })

  it('keeps what a guide has a place for', async () => {
    const body = root(para(text('10'), text('2', 64), text('x', 3), link('https://example.org/')), {
      ...list('number', text('Five')),
      start: 5,
    })
    const { status, json, message } = await create(body)
    expect([status, message]).toEqual([201, expect.any(String)])
    const { doc } = json as { doc: { sections: { body: typeof body }[] } }
    expect(doc.sections[1]?.body.root.children).toMatchObject(body.root.children)
  })
})
