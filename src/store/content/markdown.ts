import { convertMarkdownToLexical, editorConfigFactory } from '@payloadcms/richtext-lexical'
import type { Payload } from 'payload'

/** Reads the Markdown of a section into what the editor of sections stores. */
export function markdownReader(payload: Payload): (markdown: string) => unknown {
  const field = payload.collections.essentials.config.flattenedFields.find((each) => each.name === 'sections')
  const body =
    field?.type === 'array' ? field.flattenedFields.find((each) => each.name === 'body') : undefined
  if (body?.type !== 'richText') throw new TypeError('Sections of essentials have no rich text.')
  const editorConfig = editorConfigFactory.fromField({ field: body })
  return (markdown) => convertMarkdownToLexical({ editorConfig, markdown })
}
