/** What stands inside the blocks of a rich text, and lists, which stand inside one another. */
export interface ListBlock {
  type: 'list'
  ordered: boolean
  /** Number of its first item, if that is not 1. */
  start?: number
  items: ListItem[]
}

export interface ListItem {
  children: Inline[]
  /** Lists nested inside the item. */
  lists: ListBlock[]
}

export type Inline = TextInline | { type: 'link'; href: string; children: Inline[] } | { type: 'break' }

export interface TextInline {
  type: 'text'
  text: string
  bold: boolean
  italic: boolean
  /**
   * Superscript or subscript: `10²` is not 102. Omitted for normal text, so that content frozen earlier stays
   * unchanged.
   */
  script?: Script
}

export type Script = 'super' | 'sub'
