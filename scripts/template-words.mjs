// What is wrong with the words of a template: text that stands outside the catalogue, and words that it does not have.
import Handlebars from 'handlebars'
import { Parser } from 'htmlparser2'

/** Attributes whose values are read by people. */
const READ = new Set([
  'alt',
  'aria-description',
  'aria-label',
  'content',
  'data-copied',
  'data-failed',
  'data-label',
  'placeholder',
  'title',
])

/** Meta elements for machines: `viewport`, `referrer`. */
const FOR_PEOPLE = /^(description|og:title|og:description)$/

/** Stands for whatever a template inserts: no letter, and no markup. */
const INSERTED = '\ufffc'

/** The HTML of a template with every branch in it, and a mark for what is inserted. */
const htmlOf = ({ body }) =>
  body
    .map((node) => {
      if (node.type === 'ContentStatement') return node.original
      if (node.type === 'MustacheStatement') return INSERTED
      return [node.program, node.inverse].map((each) => (each ? htmlOf(each) : '')).join('')
    })
    .join('')

/** Texts that people read, in the HTML of a template. */
function textsOf(html) {
  const texts = []
  const open = []
  const parser = new Parser({
    onopentag(name, attributes) {
      open.push(name)
      const meta = name === 'meta' && !FOR_PEOPLE.test(attributes.name ?? attributes.property ?? '')
      for (const [key, value] of Object.entries(attributes)) if (READ.has(key) && !meta) texts.push(value)
    },
    onclosetag: () => void open.pop(),
    ontext(text) {
      if (!open.includes('style') && !open.includes('script')) texts.push(text)
    },
  })
  parser.end(html)
  return texts.map((text) => text.trim()).filter((text) => /\p{L}/u.test(text))
}

/** Every use of a helper in a template. */
function callsIn(node, found = []) {
  if (Array.isArray(node)) for (const each of node) callsIn(each, found)
  else if (node && typeof node === 'object') {
    if (node.path?.original && node.params) found.push(node)
    for (const [key, value] of Object.entries(node)) if (key !== 'loc') callsIn(value, found)
  }
  return found
}

/** Names of the values that a word takes. */
function valuesOf(word) {
  if (typeof word === 'string') return []
  const names = new Set()
  word(new Proxy({}, { get: (_, name) => (names.add(name), '1') }))
  return [...names].sort()
}

function wrongCall({ path: { original: helper }, params, hash }, wordAt) {
  const [first, second] = params
  const pairs = hash?.pairs ?? []
  if (helper === 'el') {
    const texts = [second, ...pairs.filter(({ key }) => READ.has(key)).map(({ value }) => value)]
    return texts
      .filter((each) => each?.type === 'StringLiteral')
      .map(({ value }) => `“${value}” stands outside the catalogue of words.`)
  }
  if (helper !== 'phrase') return []
  const word = first?.type === 'StringLiteral' ? wordAt(first.value) : undefined
  if (word === undefined) return [`The catalogue has no word “${first?.original}”.`]
  const needed = valuesOf(word).join(', ')
  const given = pairs
    .map(({ key }) => key)
    .sort()
    .join(', ')
  return needed === given
    ? []
    : [`The word “${first.value}” takes ${needed || 'no values'}, not ${given || 'none'}.`]
}

/**
 * What is wrong with the words of a template, in sentences.
 * @param wordAt the word with a key; undefined where the catalogue has none.
 */
export function wrongWords(source, wordAt) {
  const tree = Handlebars.parse(source)
  return [
    ...textsOf(htmlOf(tree)).map((text) => `“${text}” stands outside the catalogue of words.`),
    ...callsIn(tree.body).flatMap((call) => wrongCall(call, wordAt)),
  ]
}
