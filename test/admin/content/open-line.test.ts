import { createHeadlessEditor } from '@payloadcms/richtext-lexical/lexical/headless'
import {
  $createParagraphNode,
  $createTextNode,
  $getRoot,
  $insertNodes,
} from '@payloadcms/richtext-lexical/lexical'
import { $createHeadingNode, HeadingNode } from '@payloadcms/richtext-lexical/lexical/rich-text'
import { describe, expect, it } from 'vitest'
import { $openLine } from '#admin/content/rich-text/open-line.ts'

/** The blocks of an editor with one paragraph, once a heading was inserted at a place in it. */
function inserted(words: string, at: number): string[] {
  const editor = createHeadlessEditor({ nodes: [HeadingNode] })
  editor.update(
    () => {
      const paragraph = $createParagraphNode()
      const text = $createTextNode(words)
      $getRoot().append(words === '' ? paragraph : paragraph.append(text))
      if (words === '') paragraph.select()
      else text.select(at, at)
      $openLine()
      $insertNodes([$createHeadingNode('h3').append($createTextNode('Pasted'))])
    },
    { discrete: true },
  )
  return editor.getEditorState().read(() =>
    $getRoot()
      .getChildren()
      .map((block) => `${block.getType()}: ${block.getTextContent()}`),
  )
}

describe('a heading that is pasted', () => {
  it.each([
    ['in an empty line', '', 0, ['heading: Pasted']],
    ['at the end of words', 'One', 3, ['paragraph: One', 'heading: Pasted']],
    ['between words', 'One two', 3, ['paragraph: One', 'heading: Pasted', 'paragraph:  two']],
  ])('stays a heading %s', (_where, words, at, blocks) => {
    expect(inserted(words, at)).toEqual(blocks)
  })
})
