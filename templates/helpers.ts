import type Handlebars from 'handlebars'
import type { RichText } from '#domain/content/rich-text.ts'
import { nested, onPaper, onScreen, richTextHtml } from './rich-text.ts'

export type HandlebarsEngine = typeof Handlebars

/** Template helpers. Each is a pure function of its arguments. */
export function registerHelpers(engine: HandlebarsEngine): void {
  const { escapeExpression } = engine.Utils
  engine.registerHelper('is', (a: unknown, b: unknown) => a === b)
  engine.registerHelper('and', (...args: unknown[]) => args.slice(0, -1).every(Boolean))
  engine.registerHelper('or', (...args: unknown[]) => args.slice(0, -1).some(Boolean))
  engine.registerHelper('has', (value: unknown) => value !== null && value !== undefined)
  engine.registerHelper('cssString', cssString)
  // The only place that makes markup outside a template: every text in it is escaped here.
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

/** Text for a CSS string: everything but letters, digits and spaces is escaped (CSS Syntax 3, § 4.3.7). */
export const cssString = (text: string): string =>
  text.replace(
    /[^A-Za-z0-9 ]/gu,
    (character) => `\\${character.codePointAt(0)?.toString(16).padStart(6, '0')} `,
  )
