import type { Corpus } from '#corpus/corpus.ts'
import type { ReadMarkdown } from '#corpus/compare.ts'
import { evenRichText, toMarkdown } from '#corpus/markdown.ts'
import { canonical } from '#domain/canonical.ts'
import { fromLexical, RichTextProblem, type RichText } from '#domain/content/rich-text.ts'
import { markdownReader } from '#store/content/markdown.ts'
import type { StoreRequest } from '#store/rows.ts'

/** Reads Markdown into blocks. */
export function blocksReader({ payload }: StoreRequest): ReadMarkdown {
  const read = markdownReader(payload)
  return (markdown) => fromLexical(read(markdown))
}

function readsBack(markdown: string, blocks: RichText, read: ReadMarkdown): boolean {
  try {
    return (
      markdown.trim() !== '' && canonical(evenRichText(read(markdown))) === canonical(evenRichText(blocks))
    )
  } catch (error) {
    if (error instanceof RichTextProblem) return false
    throw error
  }
}

/** Essays with each section as Markdown, if that reads back as the same text; as blocks if not. */
export const withMarkdown = (corpus: Corpus, read: ReadMarkdown): Corpus => ({
  ...corpus,
  essentials: corpus.essentials.map((essay) => ({
    ...essay,
    sections: essay.sections.map(({ blocks = [], ...section }) => {
      const body = toMarkdown(blocks)
      return readsBack(body, blocks, read)
        ? { ...section, body }
        : { ...section, blocks: evenRichText(blocks) }
    }),
  })),
})
