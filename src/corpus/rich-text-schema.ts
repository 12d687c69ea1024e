import { z } from 'zod'
import { MOST_COLUMNS, MOST_ROWS } from '#domain/content/rich-table.ts'
import type { Inline, ListBlock, RichText } from '#domain/content/rich-text.ts'
import { LIMITS } from '#domain/text-rules.ts'

const words = z.strictObject({
  type: z.literal('text'),
  text: z.string().max(LIMITS.richText),
  bold: z.boolean().default(false),
  italic: z.boolean().default(false),
  script: z.enum(['super', 'sub']).optional(),
})
const lineBreak = z.strictObject({ type: z.literal('break') })
const link = z.strictObject({
  type: z.literal('link'),
  href: z.string().min(1),
  children: z.array(z.discriminatedUnion('type', [words, lineBreak])),
})
const inlines: z.ZodType<Inline[]> = z.array(z.discriminatedUnion('type', [words, lineBreak, link]))

const list = z.strictObject({
  type: z.literal('list'),
  ordered: z.boolean(),
  start: z.number().int().min(0).max(99_999).optional(),
  items: z.array(
    z.strictObject({
      children: inlines,
      get lists(): z.ZodType<ListBlock[]> {
        return z.array(list).default([])
      },
    }),
  ),
})

const cell = z.strictObject({
  header: z.enum(['column', 'row']).optional(),
  colSpan: z.number().int().min(2).max(MOST_COLUMNS).optional(),
  rowSpan: z.number().int().min(2).max(MOST_ROWS).optional(),
  blocks: z.array(
    z.discriminatedUnion('type', [z.strictObject({ type: z.literal('paragraph'), children: inlines }), list]),
  ),
})

const table = z.strictObject({
  type: z.literal('table'),
  caption: inlines.optional(),
  rows: z.array(z.strictObject({ cells: z.array(cell).max(MOST_COLUMNS) })).max(MOST_ROWS),
})

/** The rich text of a section as data. */
export const richText: z.ZodType<RichText> = z
  .array(
    z.union([
      z.strictObject({ type: z.enum(['paragraph', 'quote']), children: inlines }),
      z.strictObject({
        type: z.literal('heading'),
        level: z.union([z.literal(3), z.literal(4)]),
        children: inlines,
      }),
      list,
      table,
    ]),
  )
  .max(500)
