import { comesBefore } from './provision-labels.ts'

type LabelKind = 'number' | 'digit' | 'lower' | 'upper' | `below ${string}`

export type Token =
  | { is: 'unit'; name: string; plural: boolean }
  | { is: 'below'; kind: LabelKind }
  | { is: 'label'; kind: LabelKind; text: string; range?: { from: string; to: string }; maybeBeside?: true }
  | { is: 'range' | 'list' | 'unknown' }

/** Words for the parts of an instrument. A plural announces several. */
const UNITS: readonly [name: string, one: RegExp, many: RegExp][] = [
  ['s', /^(?:section|sec|s|§|secci[oó]n)$/i, /^(?:sections|secs|ss|§§)$/i],
  ['art', /^(?:article|artikel|art[íi]culo|articolo|art)$/i, /^(?:articles|artikel|arts)$/i],
  ['reg', /^(?:regulation|reg)$/i, /^(?:regulations|regs)$/i],
  ['rule', /^(?:rule|r)$/i, /^(?:rules|rr)$/i],
  ['sch', /^(?:schedule|sch|annex|annexe|anlage|anhang)$/i, /^(?:schedules|schs|annexes)$/i],
  ['pt', /^(?:part|pt|teil|partie)$/i, /^(?:parts|pts)$/i],
  ['ch', /^(?:chapter|ch|chap|kapitel|chapitre)$/i, /^(?:chapters|chs)$/i],
  ['div', /^(?:division|div|subdivision|abschnitt|title|titre)$/i, /^(?:divisions|divs|titles)$/i],
]
const CONTAINERS = ['pt', 'ch', 'div']

/** Words for the levels below. */
const BELOW: readonly [kind: LabelKind, word: RegExp][] = [
  ['below para', /^(?:para|paras|paragraph|paragraphs|abs|absatz|absätze|al|alin[ée]a)$/i],
  ['below number', /^(?:nr|nrn|nummer|point|points|ziff|ziffer|subpara|subparas|subparagraph)$/i],
  ['below letter', /^(?:lit|buchst|buchstabe|let|lettre)$/i],
  ['below sentence', /^(?:satz|s[äa]tze)$/i],
]

const RANGE = /^(?:to|bis|à|through|[–—‒])$/i
const LIST = /^(?:and|or|et|ou|und|oder|sowie|y|e|[,;&+])$/i
const SILENT =
  /^(?:heading|headings|cross|crossheading|sidenote|sidenotes|the|subsection|subsections|subs|[-.:/'’])$/i
/** Two capitals or more: a short name of the instrument, such as StGB. */
const SHORT_NAME = /^\p{Lu}\p{L}*\p{Lu}\p{L}*$/u

const LABEL = String.raw`\d+(?:\.\d+)*\p{L}{0,3}(?!\p{L})`
const EAST = String.raw`[제第](\d+)(?:[조条]((?:[의の]\d+)*)|([항호목項号]))`
const WORDS = new RegExp(
  [
    EAST,
    String.raw`\(([^()\s]{1,8})\)`,
    String.raw`\(([^()]*)\)`,
    String.raw`(${LABEL}(?:-${LABEL})*)`,
    String.raw`(§+|\p{L}+|[^\s])`,
  ].join('|'),
  'gu',
)

const ROMAN = { I: 1, V: 5, X: 10, L: 50, C: 100 } as const
const isRoman = (text: string): text is string => /^[IVXLC]+$/i.test(text)

/** `VI` as a number. */
function arabic(text: string): string {
  const values = [...text.toUpperCase()].map((letter) => ROMAN[letter as keyof typeof ROMAN])
  return String(values.reduce((sum, value, at) => sum + (value < (values[at + 1] ?? 0) ? -value : value), 0))
}

const classOf = (text: string): LabelKind | null =>
  /^\d{1,4}\p{L}{0,3}$/u.test(text)
    ? 'digit'
    : /^\p{Ll}{1,5}$/u.test(text)
      ? 'lower'
      : /^\p{Lu}{1,5}$/u.test(text)
        ? 'upper'
        : null

const EASTERN: Record<string, LabelKind> = {
  항: 'below para',
  項: 'below para',
  호: 'below number',
  号: 'below number',
  목: 'below letter',
}

/** `226-1` as one label, and as a range where the second number is the higher one. */
function compound(text: string): Token {
  const [from = '', to = '', ...more] = text.split('-')
  const range = to !== '' && more.length === 0 && comesBefore(from, to) ? { range: { from, to } } : {}
  return { is: 'label', kind: 'number', text, ...range }
}

const PREVIOUS = /^(?:hi|uv|wx|kl|bc|cd|lm)$/

/** A label in brackets, after those before it: two of one kind in a row may stand beside each other. */
function inBrackets(text: string, before: Token | undefined): Token {
  const kind = classOf(text)
  if (kind === null) return { is: 'unknown' }
  if (before?.is !== 'label' || before.kind !== kind) return { is: 'label', kind, text }
  const roman = kind === 'lower' && isRoman(text) && !PREVIOUS.test(before.text + text)
  return { is: 'label', kind, text, ...(roman ? {} : { maybeBeside: true }) }
}

function wordToken(word: string, before: Token | undefined): Token | null {
  for (const [name, one, many] of UNITS)
    if (many.test(word) || one.test(word)) return { is: 'unit', name, plural: many.test(word) }
  const below = BELOW.find(([, shape]) => shape.test(word))
  if (below) return { is: 'below', kind: below[0] }
  const afterUnit = before?.is === 'unit' && CONTAINERS.includes(before.name)
  if (afterUnit && isRoman(word)) return { is: 'label', kind: 'number', text: arabic(word) }
  if ((afterUnit || before?.is === 'below') && /^\p{L}$/u.test(word))
    return { is: 'label', kind: 'number', text: word }
  if (RANGE.test(word)) return { is: 'range' }
  if (LIST.test(word)) return { is: 'list' }
  return SILENT.test(word) ? null : { is: 'unknown' }
}

/** What stands in brackets with several words: where a provision stands, or more provisions. */
function aside(text: string): Token[] {
  const tokens = tokensOf(text)
  const units = tokens.flatMap((token) => (token.is === 'unit' ? [token.name] : []))
  return units.some((name) => !CONTAINERS.includes(name)) ? [{ is: 'list' }, ...tokens] : []
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)

function withoutTitles(text: string, titles: readonly string[]): string {
  let rest = text
  for (const title of titles)
    if (title.trim())
      rest = rest.replace(new RegExp(`${escaped(title.trim())}(?: \\([^()]*\\))?,?`, 'giu'), ' ')
  return rest
}

/** The words of a pinpoint, as what they mean in one. */
export function tokensOf(text: string, titles: readonly string[] = []): Token[] {
  const tokens: Token[] = []
  const matches = [...withoutTitles(text, titles).normalize('NFC').matchAll(WORDS)]
  let prefix = ''
  for (const [at, match] of matches.entries()) {
    const [, east, eastMore, eastBelow, bracket, note, label, word] = match
    const before = tokens.at(-1)
    if (east !== undefined && eastBelow !== undefined)
      tokens.push(
        { is: 'below', kind: EASTERN[eastBelow] ?? 'below para' },
        { is: 'label', kind: 'number', text: east },
      )
    else if (east !== undefined)
      tokens.push(
        { is: 'unit', name: 'art', plural: false },
        { is: 'label', kind: 'number', text: east + (eastMore ?? '').replace(/[의の]/g, '-') },
      )
    else if (bracket !== undefined) tokens.push(inBrackets(bracket, before))
    else if (note !== undefined) tokens.push(...aside(note))
    else if (label !== undefined) tokens.push(compound(prefix + label))
    else if (word !== undefined) {
      const code = before?.is === 'unit' && /^[LRDA]$/.test(word) ? word : ''
      const isEnd = at === matches.length - 1 && tokens.some(({ is }) => is === 'label')
      const token = code || (isEnd && SHORT_NAME.test(word)) ? null : wordToken(word, before)
      if (token) tokens.push(token)
      if (code || !(prefix && word === '.')) prefix = code
      continue
    }
    prefix = ''
  }
  return tokens
}
