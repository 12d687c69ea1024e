import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { catalogue, wordAt, type Word } from '#templates/words/index.ts'
import { wrongWords } from '../../scripts/template-words.mjs'

const filesIn = (folder: string, end: RegExp): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => end.test(file))
    .map((file) => join(folder, file))
    .sort()

const TEMPLATES = filesIn('templates', /\.hbs$/)
const CATALOGUE = filesIn('templates/words', /\.ts$/)

/** Code that makes what readers see. */
const VIEWS = [
  ...filesIn('templates', /\.ts$/).filter((file) => !CATALOGUE.includes(file)),
  ...['digest', 'expert', 'feeds', 'forms', 'html', 'pdf', 'report', 'subscribe'].flatMap((folder) =>
    filesIn(join('pipelines', folder), /\.ts$/),
  ),
  ...filesIn('src/app/(site)', /\.ts$/),
]

/** Literals with letters and spaces that nobody reads. */
const NOT_WORDS = new Set([
  '<?xml version="1.0" encoding="utf-8"?>',
  // Names of elements.
  'article aside blockquote dd div dl dt footer h1 h2 h3 h4 h5 h6 header li main nav ol p section table tbody td th thead tr ul',
  // A type of schema.org.
  'Article',
  // Headers.
  'text/html; charset=utf-8',
  'text/plain; charset=utf-8',
  'application/json; charset=utf-8',
  'attachment; filename="subscription.json"',
  // The log, and the name of a piece of work in it; what stands for a network that is not known.
  'a page of subscribers failed',
  'what a subscriber asks',
])

/** Tables of the domain of which only the keys are read. */
const BY_KEY = ['PAPERS', 'SITUATION_GROUPS']

/** Code whose literals are names of fonts, commands to a browser, operators and names in PDFs, and a format's description. */
const NO_WORDS = [
  'pipelines/forms/data/schema.ts',
  'pipelines/pdf/any-text.ts',
  'pipelines/pdf/finish/',
  'pipelines/pdf/fonts.ts',
  'pipelines/pdf/printer.ts',
  'pipelines/pdf/text.ts',
]
const hasWords = (file: string): boolean => !NO_WORDS.some((each) => file.startsWith(each))

/** A text without the tags in it. */
const withoutTags = (text: string): string => text.replace(/<[^>]*>/g, '').replace(/^ [a-z]+="/, '')

/** A sentence, a few words, or one word that starts like a sentence. */
const looksFixed = (text: string): boolean =>
  /\p{L}[\p{P}]*\s+\p{P}*\p{L}|^\s*\p{Lu}\p{Ll}+[\s\p{P}]*$|\p{L}{2,}[.:,;?!]?\s|\s\p{L}{2,}/u.test(text)

const isPlumbing = (node: ts.Node): boolean =>
  ts.isImportDeclaration(node) ||
  ts.isExportDeclaration(node) ||
  ts.isTypeNode(node) ||
  ts.isThrowStatement(node) ||
  (ts.isNewExpression(node) && /Error$|Failed$/.test(node.expression.getText())) ||
  (ts.isPropertyDeclaration(node) && node.name.getText() === 'name')

/** Fixed text in a TypeScript file: string literals, and the fixed parts of templates. */
function fixedIn(file: string, source: string): string[] {
  const found: string[] = []
  const look = (node: ts.Node): void => {
    if (isPlumbing(node)) return
    const text = ts.isTemplateExpression(node)
      ? [node.head, ...node.templateSpans.map(({ literal }) => literal)].map((part) => part.text).join('￼')
      : ts.isStringLiteralLike(node)
        ? node.text
        : ''
    if (!NOT_WORDS.has(text) && looksFixed(withoutTags(text))) found.push(text)
    ts.forEachChild(node, look)
  }
  look(ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true))
  return found
}

/** Values that a file imports from the domain, with the module they come from. */
const importedFrom = (file: string): [module: string, name: string][] =>
  ts
    .createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true)
    .statements.flatMap((statement) => {
      if (!ts.isImportDeclaration(statement) || statement.importClause?.phaseModifier) return []
      const module = (statement.moduleSpecifier as ts.StringLiteral).text
      const names = statement.importClause?.namedBindings
      if (!module.startsWith('#domain/') || !names || !ts.isNamedImports(names)) return []
      return names.elements
        .filter(({ isTypeOnly }) => !isTypeOnly)
        .map((each): [string, string] => [module, (each.propertyName ?? each.name).text])
    })

/** Texts of a value of the catalogue, filled with marks where it takes values. */
function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value === 'function')
    return textsOf((value as (values: object) => unknown)(new Proxy({}, { get: () => '1' })))
  return Object.values(value as object).flatMap(textsOf)
}

describe('a template', () => {
  it.each(TEMPLATES)('%s has no word of its own, and asks for none that the catalogue lacks', (file) => {
    expect(wrongWords(readFileSync(file, 'utf8'), wordAt)).toEqual([])
  })

  const words: Record<string, Word> = {
    'page.skip': 'Skip',
    'page.call': ({ number }: { number: string }) => `Call ${number}`,
  }
  const wrong = (source: string): string[] => wrongWords(source, (key: string) => words[key])
  it.each([
    ['<p>Hello</p>', 'Hello'],
    ['<p>{{#if a}}{{a}}{{else}}None{{/if}}</p>', '￼None'],
    ['{{#each a}}<b>{{this}}</b>, and {{/each}}', ', and'],
    ['<a href="/" title="Home">{{a}}</a>', 'Home'],
    ['<img alt="A map">', 'A map'],
    ['<nav aria-label="{{a}} of this"></nav>', '￼ of this'],
    ['<meta name="description" content="About us">', 'About us'],
    ['<p>{{el "b" "Loud"}}</p>', 'Loud'],
    ['<p>{{el "a" a title="Loud"}}</p>', 'Loud'],
  ])('with words of its own is found: %s', (source, text) => {
    expect(wrong(source)).toEqual([`“${text}” stands outside the catalogue of words.`])
  })

  it.each([
    ['{{phrase "page.gone"}}', 'The catalogue has no word “page.gone”.'],
    ['{{phrase key}}', 'The catalogue has no word “key”.'],
    ['{{#if a}}<p>{{el "b" (phrase "page.gone")}}</p>{{/if}}', 'The catalogue has no word “page.gone”.'],
    ['{{phrase "page.call"}}', 'The word “page.call” takes number, not none.'],
    ['{{phrase "page.call" numbr=a}}', 'The word “page.call” takes number, not numbr.'],
    ['{{phrase "page.skip" number=a}}', 'The word “page.skip” takes no values, not number.'],
  ])('that asks wrongly is found: %s', (source, sentence) => {
    expect(wrong(source)).toEqual([sentence])
  })

  it.each([
    '<meta name="viewport" content="width=device-width"><style>a { color: red }</style><p>{{a}} · {{b}}</p>',
    '{{#if (is a "list")}}<p class="big one">{{phrase "page.call" number=(el "b" a class="big")}}</p>{{/if}}',
    '<button aria-label="{{phrase "page.skip"}}">→</button>',
  ])('without is not: %s', (source) => {
    expect(wrong(source)).toEqual([])
  })
})

describe('code that makes what readers see', () => {
  it.each(VIEWS.filter(hasWords))('%s has no word of its own', (file) => {
    expect(fixedIn(file, readFileSync(file, 'utf8'))).toEqual([])
  })

  it.each([
    ["const a = 'Overdue'", ['Overdue']],
    ["const a = { label: 'last verified' }", ['last verified']],
    ['const a = `${n} changes`', ['￼ changes']],
    ['const a = `Step ${n}`', ['Step ￼']],
    ["const a = [', which was wrong']", [', which was wrong']],
    ["f(a ? 'Was: ' : b)", ['Was: ']],
    ["const a = 'notice' + `#${id}-heading` + 'bar__home'", []],
    ["throw new Error('There is no such page.')", []],
    ["import { a } from './Some Folder.ts'", []],
  ])('is found out: %s', (source, found) => {
    expect(fixedIn('view.ts', source)).toEqual(found)
  })

  it.each(VIEWS.filter(hasWords))(
    '%s takes words for values from the catalogue, not from the domain',
    async (file) => {
      const tables: string[] = []
      for (const [module, name] of importedFrom(file)) {
        const path = resolve(module.replace('#domain/', 'src/domain/'))
        const value = ((await import(path)) as Record<string, unknown>)[name]
        if (typeof value !== 'object' || value === null || BY_KEY.includes(name)) continue
        if (Object.values(value).some((each) => typeof each === 'string' && looksFixed(each)))
          tables.push(name)
      }
      expect(tables).toEqual([])
    },
  )
})

describe('the catalogue', () => {
  const rooms = Object.entries(catalogue)

  it('has no markup, and nothing that a template would have to escape', () => {
    expect(textsOf(catalogue).filter((text) => /[<>&"'`={}]/.test(text))).toEqual([])
  })

  it('has no word that nothing uses', () => {
    const templates = TEMPLATES.map((file) => readFileSync(file, 'utf8')).join('\n')
    const code = VIEWS.map((file) => readFileSync(file, 'utf8')).join('\n')
    const unused = rooms.flatMap(([room, words]) =>
      Object.keys(words)
        .filter(
          (key) =>
            !templates.includes(`'${room}.${key}'`) &&
            !code.includes(`catalogue.${room}.${key}`) &&
            // Taken apart first, where several words of a room are used.
            !(
              new RegExp(`\\} = catalogue\\.${room}\\b|words = catalogue\\.${room}\\b`).test(code) &&
              new RegExp(`\\b${key}\\b`).test(code)
            ),
        )
        .map((key) => `${room}.${key}`),
    )
    expect(unused).toEqual([])
  })

  it('knows its words by key, and nothing else', () => {
    expect(wordAt('page.skip')).toBe(catalogue.page.skip)
    expect(wordAt('entry.since')).toBe(catalogue.entry.since)
    for (const key of [
      'page',
      'page.',
      'page.toString',
      'toString.length',
      'mail.confirm',
      'labels.papers',
      '',
    ])
      expect(wordAt(key), key).toBeUndefined()
  })
})
