import { letters } from './letters.ts'
import { attribute, textContent, type Element, type Page } from './page.ts'

/** Parts of a page that are for the screen: buttons, numbers of sources, labels, and what is stated once for a print. */
const ON_SCREEN = new Set([
  'refs',
  'refs-line',
  'standing',
  'tags',
  'tag',
  'by',
  'host',
  'action',
  'situations',
  'looks-like',
  'official',
  'nations',
  'offence__law',
  'offence__max',
  'entry-link',
  'say__what',
  'copy__told',
])
const SKIPPED = new Set(['button', 'dt', 'script', 'style'])

/** Elements that hold words of the law. */
const UNITS = new Set(['h3', 'p', 'li', 'q', 'blockquote', 'span'])
const WAYS = new Set(['contact__way', 'contact__what'])
/** Elements that are no part of the words around them. */
const BLOCKS = new Set(['ul', 'ol', 'p', 'q', 'table', 'div', 'section', 'details', 'dl', 'h2', 'h3', 'h4'])

const classesOf = (element: Element): string[] => (attribute(element, 'class') ?? '').split(/\s+/)
const isSkipped = (element: Element): boolean =>
  SKIPPED.has(element.name) || classesOf(element).some((name) => ON_SCREEN.has(name))
const isUnit = (element: Element): boolean =>
  element.name === 'span' ? classesOf(element).some((name) => WAYS.has(name)) : UNITS.has(element.name)

type Child = Element['children'][number]
const isElement = (node: Child): node is Element => 'attribs' in node

/** The words of a unit, without those of units inside it. */
const ownWords = (node: Child): string => {
  if (!isElement(node)) return textContent(node)
  return isSkipped(node) || isUnit(node) || BLOCKS.has(node.name) ? ' ' : node.children.map(ownWords).join('')
}

function* unitsOf(element: Element): Generator<string> {
  if (isSkipped(element)) return
  if (isUnit(element)) yield element.children.map(ownWords).join('')
  for (const child of element.children) if (isElement(child)) yield* unitsOf(child)
}

const KINDS = /^(emergency|channel|national-body|offence|doxxing|recording|route|ladder-step)$/

/** Rows name the places inside a guide; a page of its own says in other words what is in them. */
const isOfLaw = (element: Element): boolean => {
  const kind = attribute(element, 'data-kind') ?? ''
  return KINDS.test(kind) || (kind === 'section' && element.name === 'tr')
}

/** What ends a sentence, or separates parts that a print sets apart. */
const ENDS = /(?<=[.!?…。！？])\s+|\s+·\s+/u

/** The sentences of a page that state the law, whom to call and what to do, each once, in reading order. */
export function sentencesOf({ elements }: Page): string[] {
  const blocks = elements.filter(isOfLaw)
  const units = blocks.flatMap((block) => [...unitsOf(block)])
  const sentences = units
    .flatMap((unit) => unit.split(ENDS))
    .map((each) => each.replace(/\s+/g, ' ').replace(/^[\s·]+|[\s·]+$/g, ''))
  return [...new Set(sentences)].filter((each) => letters(each) !== '')
}

/** @param print letters of a print. */
export const missingIn = (sentences: readonly string[], print: string): string[] =>
  sentences.filter((sentence) => !print.includes(letters(sentence)))
