import { describe, expect, it } from 'vitest'
import type { RichText } from '#domain/content/rich-text.ts'
import { onPaper, onScreen, richTextHtml } from '#templates/rich-text.ts'

const escape = (words: string): string => words.replace(/&/g, '&amp;').replace(/</g, '&lt;')

const said = (text: string, rest: object = {}) =>
  ({ type: 'text', text, bold: false, italic: false, ...rest }) as const

const TEXT: RichText = [
  {
    type: 'paragraph',
    children: [said('10'), said('2', { script: 'super' }), said('<x', { script: 'sub', bold: true })],
  },
  { type: 'list', ordered: true, start: 5, items: [{ children: [said('Five')], lists: [] }] },
  { type: 'list', ordered: true, items: [{ children: [said('One')], lists: [] }] },
]

describe('a rich text as HTML', () => {
  it.each([
    ['on a page', onScreen],
    ['on paper', onPaper],
  ])('has raised and lowered words, and lists that go on from another, %s', (_name, setting) => {
    expect(richTextHtml(TEXT, escape, setting)).toBe(
      '<p>10<sup>2</sup><strong><sub>&lt;x</sub></strong></p><ol start="5"><li>Five</li></ol><ol><li>One</li></ol>',
    )
  })
})
