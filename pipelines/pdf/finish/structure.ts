import { PDFArray, PDFDict, PDFName, PDFNumber, PDFRef, type PDFContext } from '@cantoo/pdf-lib'

const name = (text: string): PDFName => PDFName.of(text)

/** Content of a page by its number, or an object (a link) of a page. */
type Leaf = { page: PDFRef; number: number } | { page: PDFRef; object: PDFRef }

/** A structure element. */
export interface Element {
  ref: PDFRef
  dict: PDFDict
  type: string
  kids: (Element | Leaf)[]
}

const isElement = (kid: Element | Leaf): kid is Element => 'kids' in kid

/** The pages that have content of an element. */
const contentPages = ({ kids }: Element): PDFRef[] =>
  kids.flatMap((kid) => (isElement(kid) ? contentPages(kid) : 'number' in kid ? [kid.page] : []))

/** Types of Chromium that PDF 1.7 does not have, and the nearest that it has. */
const NEAREST = { Strong: 'Span', Em: 'Span' }

/** Cells stand empty where a table has nothing to say. */
const MAY_BE_EMPTY = new Set(['TD', 'TH', 'Document'])

/** Numbers of real content by page, old to new. */
export type ContentNumbers = ReadonlyMap<PDFRef, ReadonlyMap<number, number>>

/**
 * The structure tree of a print: what Chromium writes is read, put in the form that PDF/UA asks for, and written back
 * with what points into it.
 */
export class Structure {
  readonly #context: PDFContext
  readonly #root: PDFDict
  readonly #numbers: ContentNumbers

  constructor(context: PDFContext, catalog: PDFDict, numbers: ContentNumbers) {
    this.#context = context
    this.#root = catalog.lookup(name('StructTreeRoot'), PDFDict)
    this.#numbers = numbers
  }

  finish(): void {
    const document = this.#read(this.#root.get(name('K')) as PDFRef, null)
    const [whole] = this.#plain(document)
    if (!whole || !isElement(whole)) throw new Error('A print without structure')
    this.#write(whole)
    this.#writeParents(whole)
    this.#root.set(name('RoleMap'), this.#context.obj(NEAREST))
    this.#drop('IDTree')
  }

  #read(ref: PDFRef, above: PDFRef | null): Element {
    const dict = this.#context.lookup(ref, PDFDict)
    const page = (dict.get(name('Pg')) as PDFRef | undefined) ?? above
    const kids = dict.lookup(name('K'))
    const list = kids instanceof PDFArray ? kids.asArray() : kids === undefined ? [] : [dict.get(name('K'))]
    return {
      ref,
      dict,
      type: dict.lookup(name('S'), PDFName).decodeText(),
      kids: list.map((kid) => {
        if (kid instanceof PDFRef) return this.#read(kid, page)
        if (kid instanceof PDFNumber && page) return { page, number: kid.asNumber() }
        if (!(kid instanceof PDFDict)) throw new Error('A structure element with a kid of an unknown kind')
        const of = (kid.get(name('Pg')) as PDFRef | undefined) ?? page
        if (!of) throw new Error('Content of no page')
        const object = kid.get(name('Obj'))
        return object instanceof PDFRef
          ? { page: of, object }
          : { page: of, number: kid.lookup(name('MCID'), PDFNumber).asNumber() }
      }),
    }
  }

  /** An element without what has no meaning: its own place is taken by what is in it, where it has none itself. */
  #plain(element: Element): (Element | Leaf)[] {
    element.kids = element.kids.flatMap((kid) => {
      if (isElement(kid)) return this.#plain(kid)
      if ('object' in kid) return [kid]
      const number = this.#numbers.get(kid.page)?.get(kid.number)
      return number === undefined ? [] : [{ page: kid.page, number }]
    })
    if (element.type === 'NonStruct' || (element.kids.length === 0 && !MAY_BE_EMPTY.has(element.type))) {
      this.#context.delete(element.ref)
      return element.kids
    }
    if (element.type === 'LI') this.#bodyOf(element)
    if (element.type === 'Link') this.#withoutSlivers(element)
    return [element]
  }

  /** Where a link begins a page, its box may reach into the page before, which has none of its words. */
  #withoutSlivers(link: Element): void {
    const pages = new Set(contentPages(link))
    link.kids = link.kids.filter((kid) => {
      if (!('object' in kid) || pages.has(kid.page)) return true
      this.#context.delete(kid.object)
      return false
    })
  }

  /** An item of a list has a label and a body, and nothing else. */
  #bodyOf(item: Element): void {
    const isLabel = (kid: Element | Leaf): boolean => isElement(kid) && kid.type === 'Lbl'
    const labels = item.kids.filter(isLabel)
    const rest = item.kids.filter((kid) => !isLabel(kid))
    const dict = this.#context.obj({ Type: 'StructElem', S: 'LBody' })
    const body = { ref: this.#context.register(dict), dict, type: 'LBody', kids: rest }
    item.kids = [...labels, body]
  }

  #write({ ref, dict, type, kids }: Element): void {
    for (const key of ['Pg', 'ID', 'K']) dict.delete(name(key))
    const page = kids.find((kid): kid is Leaf => !isElement(kid))?.page
    if (page) dict.set(name('Pg'), page)
    const written = kids.map((kid) => {
      if (isElement(kid)) {
        kid.dict.set(name('P'), ref)
        this.#write(kid)
        return kid.ref
      }
      if ('object' in kid) return this.#context.obj({ Type: 'OBJR', Obj: kid.object, Pg: kid.page })
      return kid.page === page
        ? PDFNumber.of(kid.number)
        : this.#context.obj({ Type: 'MCR', Pg: kid.page, MCID: kid.number })
    })
    const [first] = written
    if (first) dict.set(name('K'), written.length === 1 ? first : this.#context.obj(written))
    if (type === 'TH' || type === 'TD') this.#cell(dict)
  }

  /** A heading of a table says what it is a heading of: no cell need name its headings. */
  #cell(dict: PDFDict): void {
    const listed = dict.lookup(name('A'))
    const attributes = this.#context.obj({ O: 'Table' })
    for (const each of listed instanceof PDFArray ? listed.asArray() : [])
      if (each instanceof PDFDict)
        for (const [key, value] of each.entries())
          if (key !== name('Headers') && !(value instanceof PDFNumber && value.asNumber() === 1))
            attributes.set(key, value)
    if (attributes.keys().length > 1) dict.set(name('A'), attributes)
    else dict.delete(name('A'))
  }

  /** From each content and each link of a page to its element. */
  #writeParents(document: Element): void {
    const contents = new Map<PDFRef, PDFRef[]>()
    const byKey = new Map<number, PDFRef | PDFArray>()
    const visit = ({ ref, kids }: Element): void => {
      for (const kid of kids)
        if (isElement(kid)) visit(kid)
        else if ('object' in kid) byKey.set(this.#keyOf(kid.object, 'StructParent'), ref)
        else {
          const parents = contents.get(kid.page) ?? []
          contents.set(kid.page, parents)
          parents[kid.number] = ref
        }
    }
    visit(document)
    for (const [page, parents] of contents)
      byKey.set(this.#keyOf(page, 'StructParents'), this.#context.obj(parents))
    const sorted = [...byKey].sort(([a], [b]) => a - b)
    this.#drop('ParentTree')
    this.#root.set(name('ParentTree'), this.#context.obj({ Nums: sorted.flat() }))
  }

  #keyOf(object: PDFRef, key: string): number {
    return this.#context.lookup(object, PDFDict).lookup(name(key), PDFNumber).asNumber()
  }

  /** Removes a tree of the root with its branches. */
  #drop(key: string): void {
    const at = this.#root.get(name(key))
    this.#root.delete(name(key))
    const drop = (each: unknown): void => {
      if (!(each instanceof PDFRef)) return
      const value = this.#context.lookup(each)
      if (value instanceof PDFDict && key === 'ParentTree') {
        const numbers = value.lookup(name('Nums'))
        if (numbers instanceof PDFArray)
          for (const one of numbers.asArray())
            if (one instanceof PDFRef && this.#context.lookup(one) instanceof PDFArray)
              this.#context.delete(one)
      }
      const kids = value instanceof PDFDict ? value.lookup(name('Kids')) : undefined
      if (kids instanceof PDFArray) kids.asArray().forEach(drop)
      this.#context.delete(each)
    }
    drop(at)
  }
}
