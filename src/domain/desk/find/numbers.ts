import { provisionsNamed } from '../../content/provisions.ts'

/** Names of the parts of a law, each with the one under which it is compared. */
const UNITS: Readonly<Record<string, string>> = {
  '§': 's',
  '§§': 's',
  s: 's',
  ss: 's',
  sec: 's',
  sect: 's',
  section: 's',
  sections: 's',
  art: 'art',
  arts: 'art',
  article: 'art',
  articles: 'art',
  reg: 'reg',
  regs: 'reg',
  regulation: 'reg',
  regulations: 'reg',
  rule: 'rule',
  rules: 'rule',
  sch: 'sch',
  schedule: 'sch',
  pt: 'pt',
  part: 'pt',
  ch: 'ch',
  chapter: 'ch',
}

const UNIT = Object.keys(UNITS)
  .sort((a, b) => b.length - a.length)
  .join('|')

/** `s. 127(1)(a)`, `127(3)`, `ss. 4, 4A and 5`, `§ 238`: the unit, then its numbers. */
const NUMBER = String.raw`\d+[a-z]{0,3}(?:[.:]\d+)*(?:\s?\([0-9a-z]{1,5}\))*`
const NAMED = new RegExp(
  String.raw`(?<![\p{L}\p{N}'’])(${UNIT})\.?\s*(${NUMBER}(?:\s*(?:,|and|or|&|to|–|-)\s*${NUMBER})*)(?![\p{L}\p{N}])`,
  'giu',
)
const BARE = new RegExp(String.raw`(?<![\p{L}\p{N}(])${NUMBER}`, 'giu')

/** A provision as it is compared: its unit (`*` if none is named) and its number. */
const term = (unit: string, number: string): string => `${unit}:${number}`

const tidy = (number: string): string => number.replace(/\s+/g, '').toLowerCase()

/** A number with those that it is part of: `127(1)(a)`, `127(1)`, `127`. */
function withParents(number: string): string[] {
  const parts = /^([^(]+)((?:\([^)]*\))*)$/.exec(number)
  const steps = parts?.[2]?.match(/\([^)]*\)/g) ?? []
  return steps.reduceRight<string[]>(
    (all, _step, index) => [...all, `${parts?.[1] ?? ''}${steps.slice(0, index).join('')}`],
    [number],
  )
}

interface Named {
  unit: string
  number: string
  at: number
  end: number
}

/** The numbers of provisions in a text: those that follow a unit, and those with brackets. */
export function provisionsIn(text: string): Named[] {
  const found: Named[] = []
  for (const match of text.matchAll(NAMED)) {
    const [whole, unit = '', numbers = ''] = match
    const from = match.index + whole.length - numbers.length
    for (const number of numbers.matchAll(BARE))
      found.push({
        unit: UNITS[unit.toLowerCase()] ?? '*',
        number: tidy(number[0]),
        // The first is marked together with its unit.
        at: number.index === 0 ? match.index : from + number.index,
        end: from + number.index + number[0].length,
      })
  }
  for (const match of text.matchAll(BARE)) {
    const [number] = match
    const end = match.index + number.length
    if (number.includes('(') && !found.some((each) => each.at < end && match.index < each.end))
      found.push({ unit: '*', number: tidy(number), at: match.index, end })
  }
  return found.sort((a, b) => a.at - b.at)
}

/** The terms under which a text is found by the numbers in it: `ss. 4–6` also by section 5. */
export function provisionTerms(text: string): string[] {
  const found = new Set<string>()
  for (const { unit, number } of provisionsIn(text))
    for (const each of withParents(number)) {
      found.add(term(unit, each))
      found.add(term('*', each))
    }
  for (const [whole] of text.matchAll(NAMED))
    for (const named of /[–-]/.test(whole) ? provisionsNamed(whole) : []) {
      const [unit = '', number = ''] = named.split(' ')
      found.add(term(unit, number.toLowerCase()))
    }
  return [...found]
}

/** What a search asks for by number, and the words that are left. */
export function askedProvisions(query: string): { terms: string[]; rest: string } {
  const found = provisionsIn(query)
  const rest = found.reduceRight((text, { at, end }) => `${text.slice(0, at)} ${text.slice(end)}`, query)
  return { terms: found.map(({ unit, number }) => term(unit, number)), rest }
}

/** A telephone number, as people write them. */
export const PHONE = /\+?\d(?:[\s().\-–/]{0,2}\d){4,}/g
const digits = (text: string): string => text.replace(/\D/g, '')

/** The telephone numbers in a text, in digits. */
export const phonesIn = (text: string): string[] => (text.match(PHONE) ?? []).map(digits)

/**
 * The digits that a search asks for, where it is a telephone number or its beginning; null if it is not. Without the
 * zeros before it: `020 7946` is part of `+44 20 7946 0000`.
 */
export function askedPhone(query: string): string | null {
  if (!/^\s*\+?[\d\s().\-–/]+$/.test(query)) return null
  const found = digits(query).replace(/^0+/, '')
  return found.length >= 4 ? found : null
}
