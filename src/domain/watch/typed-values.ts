import type { Contact } from '../content/contacts.ts'
import type { Citation, Entry } from '../content/content.ts'
import { statedIn, type Stated } from './measures.ts'
import type { TypedValue } from './quote-findings.ts'
import { readText } from './quoted-words.ts'

/** Named provisions: “s. 38(2)”, “Sections 1 and 2”, “ss. 2–3”, “Article 6”. */
const PROVISIONS =
  /\b(?:ss?\.|sec\.|sections?|arts?\.|articles?)\s*(\d+[A-Za-z]{0,2}(?:\.\d+[A-Za-z]{0,2})*(?:\s?\([0-9A-Za-z]{1,4}\))*(?:(?:\s*(?:,|and|or|to|&|[\p{Pd}\u2212])\s*|\s*,\s*(?:and|or)\s*)\d+[A-Za-z]{0,2}(?:\.\d+[A-Za-z]{0,2})*(?:\s?\([0-9A-Za-z]{1,4}\))*)*)/giu
const PROVISION = /\d+[A-Za-z]{0,2}(?:\.\d+[A-Za-z]{0,2})*(?:\s?\([0-9A-Za-z]{1,4}\))*/g

/** Kinds of maximum in the order in which they are listed. */
const KINDS: readonly Stated['kind'][] = ['term', 'life', 'level', 'units', 'money']

/** The values that a citation's source should state, from the claims it supports, without duplicates. */
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

/** The provisions that a claim names. A pinpoint limits them to those the source covers. */
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
  const read = readText(text)
  return statedIn(read)
    .filter(({ kind, loose }) => kind !== 'term' || !loose)
    .toSorted((a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind))
    .map(({ value, from, to }) => ({
      kind: 'maximum',
      text: text.slice(read.starts[from], read.ends[to - 1]),
      value,
      claim,
    }))
}
