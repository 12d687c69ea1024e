import {
  $createParagraphNode,
  $getSelection,
  $isElementNode,
  $isRangeSelection,
  type ElementNode,
  type RangeSelection,
} from '@payloadcms/richtext-lexical/lexical'

/** An empty paragraph at the cursor: what is inserted there keeps its form, and is not run into words that stand there. */
export function $openLine(): void {
  const selection = $getSelection()
  if (!$isRangeSelection(selection)) return
  if (!selection.isCollapsed()) selection.removeText()
  const here = $blockAt(selection)
  if (!here || here.getTextContent() === '') return
  selection.insertParagraph()
  const next = $blockAt(selection)
  if (!next || next.getTextContent() === '') return
  const line = $createParagraphNode()
  next.insertBefore(line)
  line.select()
}

/** The paragraph, heading or quote that the cursor is in; null in a list, which takes what is pasted as its own. */
function $blockAt(selection: RangeSelection): ElementNode | null {
  const node = selection.anchor.getNode()
  const parents = [node, ...node.getParents()]
  if (parents.some((each) => each.getType() === 'list')) return null
  return parents.find((each): each is ElementNode => $isElementNode(each) && !each.isInline()) ?? null
}
