import type { Contact } from './contacts.ts'
import type { Citation, Entry } from './content.ts'
import type { TypedValue } from './quote-findings.ts'

/** Provisions that are named: “s. 38(2)”, “Sections 1 and 2”, “ss. 2–3”, “Article 6”. */
const PROVISIONS =
  /\b(?:ss?\.|sec\.|sections?|arts?\.|articles?)\s*(\d+[A-Za-z]{0,2}(?:\.\d+[A-Za-z]{0,2})*(?:\s?\([0-9A-Za-z]{1,4}\))*(?:(?:\s*(?:,|and|or|&|[-–])\s*|\s*,\s*(?:and|or)\s*)\d+[A-Za-z]{0,2}(?:\.\d+[A-Za-z]{0,2})*(?:\s?\([0-9A-Za-z]{1,4}\))*)*)/gi
const PROVISION = /\d+[A-Za-z]{0,2}(?:\.\d+[A-Za-z]{0,2})*(?:\s?\([0-9A-Za-z]{1,4}\))*/g

const TERM = /\b(\d{1,3})[\s-]+(year|month|day)s?\b/gi
const LIFE = /\b(?:up to|for) life\b|\blife (?:in prison|imprisonment)\b/i
const LEVEL = /\blevel (\d)\b/gi
const MONEY = /([£$€]|\b(?:A\$|C\$|NZ\$|US\$)|\bR)\s?(\d{1,3}(?:[, ]\d{3})+|\d+)(?:\.\d+)?(?:\s(million))?/g

/** What a citation's source should state, by the claims that it supports. The same value is there once. */
export function typedValues(
  entry: Entry,
  { supports, pinpoint }: Pick<Citation, 'supports' | 'pinpoint'>,
): TypedValue[] {
  const found = supports.flatMap((claim) => valuesOfClaim(entry, claim, pinpoint))
  return [...new Map(found.map((each) => [`${each.kind} ${each.value} ${each.claim}`, each])).values()]
}

function valuesOfClaim(entry: Entry, claim: string, pinpoint: string | null): TypedValue[] {
  if (entry.kind === 'offence') {
    if (claim === 'penalty') return maxima(entry.content.penalty ?? '', claim)
    if (claim === 'section') return sections(entry.content.section ?? '', pinpoint, claim)
  }
  if (entry.kind === 'profile' && claim === 'emergency')
    return phones(entry.content.emergency?.contacts ?? [], claim)
  if (entry.kind === 'channel' && claim === 'contacts') return phones(entry.content.contacts, claim)
  if (entry.kind === 'ladder')
    return phones(entry.content.steps.find(({ key }) => `steps.${key}` === claim)?.contacts ?? [], claim)
  return []
}

const phones = (contacts: readonly Contact[], claim: string): TypedValue[] =>
  contacts
    .filter(({ kind, value }) => (kind === 'phone' || kind === 'sms' || kind === 'relay') && value !== '')
    .map(({ printed, value }) => ({ kind: 'phone', text: printed, value, claim }))

const numbersOf = (text: string): string[] =>
  [...text.matchAll(PROVISIONS)].flatMap(([, list = '']) =>
    [...list.matchAll(PROVISION)].map(([number]) => number.replace(/\s/g, '')),
  )

/** The provisions that a claim names. A pinpoint says which of them a source is about. */
function sections(text: string, pinpoint: string | null, claim: string): TypedValue[] {
  const named = numbersOf(text)
  const pointed = numbersOf(pinpoint ?? '')
  const within = named.filter((number) =>
    pointed.some((each) => number === each || number.startsWith(`${each}(`)),
  )
  return (within.length > 0 ? within : pointed.length > 0 ? [] : named).map((number) => ({
    kind: 'section',
    text: number,
    value: number,
    claim,
  }))
}

function maxima(text: string, claim: string): TypedValue[] {
  const value = (shown: string, form: string): TypedValue => ({
    kind: 'maximum',
    text: shown,
    value: form,
    claim,
  })
  return [
    ...[...text.matchAll(TERM)].map(([shown, count = '', unit = '']) =>
      value(shown, `${Number(count)} ${unit.toLowerCase()}`),
    ),
    ...(LIFE.test(text) ? [value('life', 'life')] : []),
    ...[...text.matchAll(LEVEL)].map(([shown, level]) => value(shown, `level ${level}`)),
    ...[...text.matchAll(MONEY)].map(([shown, sign = '', digits = '', million]) =>
      value(
        shown,
        `${sign.slice(-1)} ${Number(digits.replace(/[, ]/g, '')) * (million === undefined ? 1 : 1_000_000)}`,
      ),
    ),
  ]
}
