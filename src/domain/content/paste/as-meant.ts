import { enumeratedRow, enumeratedTerms, listsOf, markerOf, type Item } from './lists.ts'
import type { PasteNotices } from './notices.ts'
import type { Styles } from './styles.ts'
import {
  find,
  hasClass,
  isElement,
  rawOf,
  without,
  withoutStart,
  wordsOf,
  type PastedElement,
  type PastedNode,
} from './tree.ts'

/** A bullet or number at the start of a line, with the gap after it that programs write for a tab. */
const LEADING =
  /^\s*([·•◦▪▫‣⁃●○■□►▸–—*\p{Co}-]|§(?!\s*\d)|o|\(?(?:\d{1,5}|[a-z]{1,4})[.)])(?:\s*\t\s*|(?=\s*\u00a0)\s{2,})/iu

const POINTS: Readonly<Record<string, number>> = { pt: 1, in: 72, cm: 28.35, mm: 2.835, px: 0.75 }

/** Points by which Word moves in one level of a list. */
const LEVEL = 36

const MOST_LEVELS = 9

/** What programs write as paragraphs or in words of their own, as the elements that it stands for. */
export class AsMeant {
  readonly #styles: Styles
  readonly #notices: PasteNotices

  constructor(styles: Styles, notices: PasteNotices) {
    this.#styles = styles
    this.#notices = notices
  }

  read(nodes: readonly PastedNode[]): PastedNode[] {
    const read: PastedNode[] = []
    let items: Item[] = []
    const flush = (): void => {
      read.push(...listsOf(items))
      items = []
    }
    for (const node of nodes) {
      if (!isElement(node)) {
        if (node.trim() !== '' || items.length === 0) {
          flush()
          read.push(node)
        }
        continue
      }
      if (this.#isComment(node)) continue
      const found = this.#items(node)
      if (found) {
        items.push(...found)
        continue
      }
      flush()
      read.push(this.#element(node))
    }
    flush()
    return read
  }

  #element(element: PastedElement): PastedElement {
    const kind = this.#styles.of(element).get('mso-element')
    const notes = kind === 'footnote-list' || kind === 'endnote-list'
    const children = this.read(
      notes ? element.children.filter((each) => !isElement(each) || each.name !== 'hr') : element.children,
    )
    if (notes) this.#notices.add('Footnotes stand as paragraphs at the end', wordsOf(children))
    if (this.#isNoteAnchor(element)) return { name: 'span', attributes: {}, children }
    // legislation.gov.uk sets the number of a provision apart by its style only.
    return { ...element, children: hasClass(element, /^Leg(?:LHS|P\d?No)$/) ? [...children, ' '] : children }
  }

  /** An anchor from a footnote to its number, or back. */
  #isNoteAnchor(element: PastedElement): boolean {
    const { href = '' } = element.attributes
    return (
      element.name === 'a' && /#_?(?:ftn|edn|ftnt)(?:ref|_ref)?\w*$/i.test(href) && !/^https?:/i.test(href)
    )
  }

  /** Comments of Word: what colleagues wrote beside a text is not the text. */
  #isComment(element: PastedElement): boolean {
    const style = this.#styles.of(element)
    const reference = hasClass(element, /^msocomanchor$/i) || hasClass(element, /^MsoCommentReference$/i)
    if (style.get('mso-element') === 'comment-list') {
      const comments = comment(element, this.#styles)
      for (const words of comments)
        this.#notices.lose({ one: 'comment was left out', many: 'comments were left out' }, words)
      return true
    }
    // Its label alone: the words that a comment is about are not inside it.
    return reference && /^\s*(?:\[\w+\]|\s)*$/.test(wordsOf(element.children))
  }

  #items(element: PastedElement): Item[] | null {
    if (element.name === 'dl') {
      const terms = enumeratedTerms(element)
      this.#tellLetters(terms ?? [])
      return terms?.map((item) => ({ ...item, children: this.read(item.children) })) ?? null
    }
    if (element.name === 'table') {
      const row = enumeratedRow(element)
      this.#tellLetters(row ? [row] : [])
      return row && [{ ...row, children: this.read(row.children) }]
    }
    if (hasClass(element, /^ListContainerWrapper$/)) return this.#wrapped(element)
    if (element.name !== 'p' && element.name !== 'div') return null
    const item = this.#paragraph(element)
    this.#tellLetters(item ? [item] : [])
    return item && [item]
  }

  #tellLetters(items: readonly Item[]): void {
    for (const { marker } of items)
      if (marker.kind === 'words')
        this.#notices.add('The letters of a list stand in its words now', marker.words)
  }

  /** A paragraph of Word that is an item: by its style, or by its class and what it begins with. */
  #paragraph(element: PastedElement): Item | null {
    const style = this.#styles.of(element)
    const [, list, level, instance] = /^l(\d+) level(\d+) lfo(\d+)/.exec(style.get('mso-list') ?? '') ?? []
    const hanging = /^-/.test(style.get('text-indent') ?? '')
    if (list === undefined && !hasClass(element, /^MsoListParagraph/i) && !hanging) return null
    const ignored = find(element.children, (each) => this.#styles.of(each).get('mso-list') === 'ignore')
    const leading = LEADING.exec(rawOf(element.children))
    if (!ignored && !leading && list === undefined) return null
    const marker = markerOf(ignored ? wordsOf(ignored.children) : (leading?.[1] ?? ''))
    const children = ignored
      ? without(element.children, ignored)
      : withoutStart(element.children, leading?.[0].length ?? 0)
    return {
      level: Math.min(
        level === undefined ? this.#indent(style.get('margin-left')) : Number(level),
        MOST_LEVELS,
      ),
      marker,
      list: list === undefined ? '' : `${list} ${instance}`,
      children: this.read(children),
    }
  }

  #indent(margin = ''): number {
    const [, number = '0', unit = 'pt'] = /^([\d.]+)(pt|in|cm|mm|px)$/.exec(margin) ?? []
    return Math.max(1, Math.round((Number(number) * (POINTS[unit] ?? 1)) / LEVEL))
  }

  /** Word in a browser writes each item as a list of its own, with its level. */
  #wrapped({ children }: PastedElement): Item[] | null {
    const items = children.filter(isElement).flatMap((list) =>
      ['ul', 'ol'].includes(list.name)
        ? list.children.filter(isElement).map((item): Item => {
            const { 'data-aria-level': level = '1', 'data-aria-posinset': place } = item.attributes
            const number = Number(list.attributes.start ?? place ?? 1)
            return {
              level: Math.min(Math.max(Number(level) || 1, 1), MOST_LEVELS),
              marker: list.name === 'ol' ? { kind: 'number', number } : { kind: 'bullet' },
              list: item.attributes['data-listid'] ?? '',
              children: this.read(item.children),
            }
          })
        : [],
    )
    return items.length > 0 ? items : null
  }
}

/** The words of each comment of a list of comments. */
function comment(list: PastedElement, styles: Styles): string[] {
  const label = (each: PastedElement): boolean => hasClass(each, /^msocomanchor$/i)
  const words = (element: PastedElement): string => {
    const anchor = find(element.children, label)
    return wordsOf(anchor ? without(element.children, anchor) : element.children)
  }
  const each = list.children
    .filter(isElement)
    .map((element) => find([element], (inner) => styles.of(inner).get('mso-element') === 'comment'))
    .filter((element) => element !== null)
  const said = (each.length > 0 ? each : [list]).map(words)
  return said.filter((text) => text.trim() !== '')
}
