import type Handlebars from 'handlebars'
import { isolated, isolation } from '#domain/content/direction.ts'
import type { RichText } from '#domain/content/rich-text.ts'
import { directionAttribute, textOf } from './direction.ts'
import { wordAt } from './words/index.ts'
import { nested, onPaper, onScreen, richTextHtml } from './rich-text.ts'

export type HandlebarsEngine = typeof Handlebars
type HelperOptions = Handlebars.HelperOptions

/** Template helpers. Each is a pure function of its arguments. */
export function registerHelpers(engine: HandlebarsEngine): void {
  // An element made by `el` is not escaped twice.
  const escapeExpression = engine.Utils.escapeExpression as Escape
  engine.registerHelper('is', (a: unknown, b: unknown) => a === b)
  engine.registerHelper('and', (...args: unknown[]) => args.slice(0, -1).every(Boolean))
  engine.registerHelper('or', (...args: unknown[]) => args.slice(0, -1).some(Boolean))
  engine.registerHelper('has', (value: unknown) => value !== null && value !== undefined)
  engine.registerHelper('cssString', cssString)
  engine.registerHelper('join', (...args: unknown[]) => args.slice(0, -1).join(''))
  engine.registerHelper('jsonData', (data: unknown) => new engine.SafeString(jsonData(data)))
  // The compiler of the templates puts these around every value.
  engine.registerHelper('isolateStart', (value: unknown) => isolation(textOf(value))[0])
  engine.registerHelper('isolateEnd', (value: unknown) => isolation(textOf(value))[1])
  engine.registerHelper(
    'direction',
    (value: unknown) => new engine.SafeString(directionAttribute(textOf(value))),
  )
  // The only places that make markup outside a template: every text in it is escaped here.
  engine.registerHelper(
    'phrase',
    (key: string, { hash }: HelperOptions) => new engine.SafeString(filledWord(key, hash, escapeExpression)),
  )
  engine.registerHelper(
    'el',
    (name: string, content: unknown, { hash }: HelperOptions) =>
      new engine.SafeString(element(name, content, hash, escapeExpression)),
  )
  engine.registerHelper(
    'richText',
    (blocks: RichText) => new engine.SafeString(richTextHtml(blocks, escapeExpression, onScreen)),
  )
  engine.registerHelper(
    'nestedText',
    (blocks: RichText) => new engine.SafeString(richTextHtml(blocks, escapeExpression, nested)),
  )
  engine.registerHelper(
    'printText',
    (blocks: RichText) => new engine.SafeString(richTextHtml(blocks, escapeExpression, onPaper)),
  )
}

type Hash = Readonly<Record<string, unknown>>
type Escape = (text: unknown) => string

const escaped = (hash: Hash, escape: Escape): [string, unknown][] =>
  Object.entries(hash).map(([name, value]) => [
    name,
    typeof value === 'string' || (typeof value === 'object' && value !== null) ? escape(value) : value,
  ])

/**
 * A word of the catalogue as HTML. Its own text has no markup; elements made by `el` are inserted as they are.
 * @throws {Error} for a word that the catalogue does not have.
 */
function filledWord(key: string, hash: Hash, escape: Escape): string {
  const word = wordAt(key)
  if (word === undefined) throw new Error(`The catalogue has no word “${key}”.`)
  return typeof word === 'string' ? word : word(Object.fromEntries(escaped(hash, escape)) as never)
}

/** An element within a word: a link, a number in bold. */
function element(name: string, content: unknown, attributes: Hash, escape: Escape): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escape(value)}"`)
  const text = typeof content === 'string' ? isolated(content) : content
  return `<${name}${written.join('')}>${escape(text)}</${name}>`
}

/** JSON for a data block: nothing in it ends the element, or begins a comment in it. */
const jsonData = (data: unknown): string => JSON.stringify(data).replaceAll('<', '\\u003c')

/** Text for a CSS string: everything but letters, digits and spaces is escaped (CSS Syntax 3, § 4.3.7). */
export const cssString = (text: string): string =>
  text.replace(
    /[^A-Za-z0-9 ]/gu,
    (character) => `\\${character.codePointAt(0)?.toString(16).padStart(6, '0')} `,
  )
