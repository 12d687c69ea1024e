import { decodePDFRawStream, PDFArray, PDFDict, PDFDocument, PDFName, PDFRawStream } from '@cantoo/pdf-lib'
import { getDocumentProxy, getResolvedPDFJS } from 'unpdf'

/** The types of ISO 32000-1, 14.8.4 that a print may use. */
const STANDARD = new Set(
  'Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct P H H1 H2 H3 H4 H5 H6 L LI Lbl LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Figure Formula Form'.split(
    ' ',
  ),
)

/** What may stand in what, both ways. */
const ABOVE: Record<string, string[]> = {
  LI: ['L'],
  Lbl: ['LI', 'Note'],
  LBody: ['LI'],
  TR: ['Table', 'THead', 'TBody', 'TFoot'],
  TH: ['TR'],
  TD: ['TR'],
  THead: ['Table'],
  TBody: ['Table'],
}
const BELOW: Record<string, string[]> = {
  L: ['L', 'LI', 'Caption'],
  LI: ['Lbl', 'LBody'],
  Table: ['TR', 'THead', 'TBody', 'TFoot', 'Caption'],
  TR: ['TH', 'TD'],
}

interface Node {
  role?: string
  alt?: string
  type?: string
  id?: string
  children?: Node[]
}

/** What was seen so far of the document, page after page. */
interface Seen {
  problems: string[]
  level: number
  links: number
}

/** What unpdf does not type of a page. */
interface Page {
  getStructTree(): Promise<Node | null>
  getOperatorList(): Promise<{ fnArray: number[]; argsArray: unknown[][] }>
  getTextContent(how: { includeMarkedContent: true }): Promise<{ items: { type?: string; id?: string }[] }>
  getAnnotations(): Promise<{ id: string; subtype: string; contentsObj?: { str: string } }[]>
}

/** Structure: types, what stands in what, headings that skip no level, figures with words. */
function checkTree(node: Node, above: string, seen: Seen): void {
  const role = node.role ?? ''
  const say = (problem: string): void => void seen.problems.push(problem)
  if (role !== 'Root') {
    if (!STANDARD.has(role)) say(`7.1 “${role}” is no standard type`)
    if (ABOVE[role] && !ABOVE[role].includes(above)) say(`7.2 ${role} in ${above}`)
    if (BELOW[above] && !BELOW[above].includes(role)) say(`7.2 ${above} with ${role}`)
    if (role === 'Figure' && !node.alt) say('7.3 a figure without words')
    const [, level] = /^H(\d)$/.exec(role) ?? []
    if (level !== undefined) {
      if (Number(level) > seen.level + 1) say(`7.4.2 ${role} after H${seen.level}`)
      seen.level = Number(level)
    }
  }
  for (const kid of node.children ?? [])
    if (kid.role !== undefined) checkTree(kid, role, seen)
    else if (BELOW[role]) say(`7.2 ${role} with bare content`)
}

const leaves = (node: Node, parent = ''): [id: string, parent: string][] =>
  node.role === undefined
    ? [[node.id ?? '', parent]]
    : (node.children ?? []).flatMap((kid) => leaves(kid, node.role))

/** Content: all of it is an artifact, or has a number that stands in the structure once. */
async function checkContent(page: Page, numbered: ReadonlySet<string>, seen: Seen): Promise<void> {
  const { OPS } = await getResolvedPDFJS()
  const isOp = (code: number, ...names: (keyof typeof OPS)[]): boolean =>
    names.some((name) => OPS[name] === code)
  const { fnArray, argsArray } = await page.getOperatorList()
  const open: boolean[] = []
  let bare = 0
  for (const [index, code] of fnArray.entries()) {
    if (isOp(code, 'beginMarkedContentProps', 'beginMarkedContent')) {
      const [tag, number] = argsArray[index] ?? []
      const isMarked = tag === 'Artifact' || typeof number === 'number'
      if (open.length > 0 && isMarked) seen.problems.push('7.1 marked content within marked content')
      // What is not numbered says how what it stands in is read: reversed, or as other letters.
      open.push(isMarked || open.at(-1) === true)
    } else if (isOp(code, 'endMarkedContent')) open.pop()
    else if (
      isOp(code, 'showText', 'fill', 'stroke', 'eoFill', 'fillStroke', 'shadingFill', 'paintImageXObject') &&
      !open.at(-1)
    )
      bare += 1
  }
  if (bare > 0) seen.problems.push(`7.1 ${bare} pieces of content neither tagged nor artifacts`)
  if (open.length > 0) seen.problems.push('7.1 marked content without an end')
  for (const { type, id } of (await page.getTextContent({ includeMarkedContent: true })).items)
    if (type === 'beginMarkedContentProps' && id && !numbered.has(id))
      seen.problems.push(`7.1 content ${id} is not in the structure`)
}

async function checkPage(page: Page, seen: Seen): Promise<void> {
  const tree = await page.getStructTree()
  if (!tree) return void seen.problems.push('7.1 a page without structure')
  checkTree(tree, '', seen)
  const ends = leaves(tree)
  const ids = ends.map(([id]) => id)
  if (new Set(ids).size !== ids.length) seen.problems.push('7.1 content that stands in the structure twice')
  await checkContent(page, new Set(ids), seen)
  const parents = new Map(ends)
  for (const { id, subtype, contentsObj } of await page.getAnnotations()) {
    seen.links += 1
    if (!contentsObj?.str) seen.problems.push('7.18.1 a link without words')
    if (subtype === 'Link' && parents.get(id) !== 'Link') seen.problems.push('7.18.5 a link outside a Link')
  }
}

const name = (text: string): PDFName => PDFName.of(text)

const textOf = (stream: PDFRawStream): string =>
  Buffer.from(decodePDFRawStream(stream).decode()).toString('latin1')

/** Objects: fonts are there with their letters, table headings say what they head, tabs follow the structure. */
async function checkObjects(bytes: Uint8Array, problems: string[]): Promise<void> {
  const document = await PDFDocument.load(bytes, { updateMetadata: false })
  const all = document.context.enumerateIndirectObjects().map(([, object]) => object)
  // The letters of a Type 3 font are drawings in it: there is no file to embed.
  const drawn = new Set(
    all.flatMap((each) =>
      each instanceof PDFDict && each.get(name('Subtype')) === name('Type3')
        ? [each.lookup(name('FontDescriptor'))]
        : [],
    ),
  )
  for (const object of all) {
    const dict = object instanceof PDFRawStream ? object.dict : object
    if (!(dict instanceof PDFDict)) continue
    const has = (...keys: string[]): boolean => keys.some((key) => dict.has(name(key)))
    const is = (key: string, value: string): boolean => dict.get(name(key)) === name(value)
    if (is('Type', 'FontDescriptor') && !has('FontFile', 'FontFile2', 'FontFile3') && !drawn.has(dict))
      problems.push('7.21 a font that is not embedded')
    if (is('Type', 'Font') && (is('Subtype', 'Type0') || is('Subtype', 'Type3')) && !has('ToUnicode'))
      problems.push('7.21.7 a font whose letters cannot be copied')
    const letters = is('Type', 'Font') ? dict.lookup(name('ToUnicode')) : undefined
    if (letters instanceof PDFRawStream && /> <(?:0000|FEFF|FFFE)>$/m.test(textOf(letters)))
      problems.push('7.21.7 a letter that is no character')
    if (is('Type', 'Page') && has('Annots') && !is('Tabs', 'S')) problems.push('7.18.3 tabs in no order')
    if (is('S', 'TH')) {
      const attributes = dict.lookup(name('A'))
      const all = attributes instanceof PDFArray ? attributes.asArray() : [attributes]
      if (!all.some((each) => each instanceof PDFDict && each.has(name('Scope'))))
        problems.push('7.5 a table heading that does not say what it heads')
    }
  }
}

/**
 * What a PDF fails of PDF/UA-1, by clause of ISO 14289-1. It reads the file with another library's eyes, and asks what
 * a checker of the standard asks wherever Chromium could fall short.
 */
export async function uaProblems(bytes: Uint8Array): Promise<string[]> {
  const document = await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0 })
  const seen: Seen = { problems: [], level: 0, links: 0 }
  const check = (holds: boolean, problem: string): void => {
    if (!holds) seen.problems.push(problem)
  }
  const { info, metadata } = (await document.getMetadata()) as {
    info: { Language?: string; Title?: string }
    metadata: { getRaw(): string } | null
  }
  const xmp = metadata?.getRaw() ?? ''
  check(/<pdfuaid:part>1</.test(xmp), '5 it does not say that it is PDF/UA-1')
  check(/<dc:title>.*<rdf:li[^>]*>[^<]/s.test(xmp), '7.1 no title in its metadata')
  check(Boolean(info.Language), '7.2 no language')
  const preferences = new Map(Object.entries((await document.getViewerPreferences()) ?? {}))
  check(preferences.get('DisplayDocTitle') === true, '7.1 a window shows its file name')
  const mark = (await document.getMarkInfo()) as { Marked?: boolean; Suspects?: boolean } | null
  check(mark?.Marked === true && mark.Suspects !== true, '6.2 it is not marked')
  for (let number = 1; number <= document.numPages; number += 1)
    // The pages of unpdf have these methods; its types say less of what they give.
    await checkPage((await document.getPage(number)) as unknown as Page, seen)
  await document.loadingTask.destroy()
  await checkObjects(bytes, seen.problems)
  return [...new Set(seen.problems)]
}
