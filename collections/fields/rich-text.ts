import {
  BoldFeature,
  HeadingFeature,
  InlineToolbarFeature,
  ItalicFeature,
  lexicalEditor,
  LinkFeature,
  OrderedListFeature,
  ParagraphFeature,
  UnorderedListFeature,
  BlockquoteFeature,
  FixedToolbarFeature,
} from '@payloadcms/richtext-lexical'
import type { RichTextField } from 'payload'
import { fromLexical, plainText, RichTextProblem } from '#domain/rich-text.ts'
import { LIMITS, textProblem } from '#domain/text-rules.ts'
import { isSafeHref } from '#domain/urls.ts'

/** The features that a guide can print: nothing else is offered, and nothing else is accepted. */
export const editor = lexicalEditor({
  features: [
    ParagraphFeature(),
    HeadingFeature({ enabledHeadingSizes: ['h3', 'h4'] }),
    BoldFeature(),
    ItalicFeature(),
    UnorderedListFeature(),
    OrderedListFeature(),
    BlockquoteFeature(),
    LinkFeature({
      enabledCollections: [],
      fields: ({ defaultFields }) =>
        defaultFields
          .filter(
            (field) =>
              !('name' in field) ||
              (field.name !== 'newTab' && field.name !== 'linkType' && field.name !== 'doc'),
          )
          .map((field) =>
            'name' in field && field.name === 'url'
              ? {
                  ...field,
                  validate: (value: unknown) =>
                    typeof value === 'string' && isSafeHref(value.trim())
                      ? true
                      : 'Use https, http, tel, sms, mailto or an address of this site.',
                }
              : field,
          ) as typeof defaultFields,
    }),
    FixedToolbarFeature(),
    InlineToolbarFeature(),
  ],
})

/** What is wrong with a rich text, in words; null when it can be printed. */
export function richTextProblem(value: unknown): string | null {
  try {
    const words = plainText(fromLexical(value))
    return textProblem(words, LIMITS.richText)
  } catch (error) {
    if (error instanceof RichTextProblem) return error.message
    throw error
  }
}

/** Text with headings, lists, quotes and links. */
export const richText = ({
  name,
  label,
  admin,
}: {
  name: string
  label: string
  admin?: RichTextField['admin']
}): RichTextField => ({
  type: 'richText',
  name,
  label,
  editor,
  validate: (value: unknown) => richTextProblem(value) ?? true,
  admin,
})
