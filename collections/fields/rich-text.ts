import {
  BoldFeature,
  EXPERIMENTAL_TableFeature,
  HeadingFeature,
  InlineToolbarFeature,
  ItalicFeature,
  lexicalEditor,
  LinkFeature,
  OrderedListFeature,
  ParagraphFeature,
  SubscriptFeature,
  SuperscriptFeature,
  UnorderedListFeature,
  BlockquoteFeature,
  FixedToolbarFeature,
} from '@payloadcms/richtext-lexical'
import { ValidationError, type FieldHook, type RichTextField } from 'payload'
import { isTree, richTextProblems } from '#domain/content/rich-text.ts'
import { linkProblem } from '#domain/content/link-problem.ts'
import { GuardFeature } from './rich-text-guard.ts'

/** Only the features that a guide can print are offered and accepted. */
export const editor = lexicalEditor({
  features: [
    ParagraphFeature(),
    HeadingFeature({ enabledHeadingSizes: ['h3', 'h4'] }),
    BoldFeature(),
    ItalicFeature(),
    SuperscriptFeature(),
    SubscriptFeature(),
    UnorderedListFeature(),
    OrderedListFeature(),
    BlockquoteFeature(),
    EXPERIMENTAL_TableFeature(),
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
                    typeof value === 'string' ? (linkProblem(value.trim()) ?? true) : 'Enter an address.',
                }
              : field,
          ) as typeof defaultFields,
    }),
    GuardFeature(),
    FixedToolbarFeature(),
    InlineToolbarFeature(),
  ],
})

/** What is wrong with a rich text, in words; null if it can be printed. */
export function richTextProblem(value: unknown): string | null {
  const problems = richTextProblems(value)
  const told = problems.slice(0, 3).map(({ message }) => message)
  if (problems.length > told.length) told.push(`And ${problems.length - told.length} more like these.`)
  return told.join(' ') || null
}

/** Payload's own hooks walk the nodes before validation, so an invalid tree must be rejected first. */
const refuseBroken: FieldHook = ({ value, path, field, collection, req }) => {
  const message = isTree(value) ? null : richTextProblem(value)
  if (message === null) return value as unknown
  const label = 'label' in field && typeof field.label === 'string' ? field.label : undefined
  throw new ValidationError(
    { collection: collection?.slug, errors: [{ path: path.join('.'), message, label }], req },
    req.t,
  )
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
  hooks: { beforeValidate: [refuseBroken] },
  admin,
})
