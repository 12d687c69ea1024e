import parsePhoneNumber from 'libphonenumber-js/max'
import type { Contact } from '../content/contacts.ts'
import type { Entry } from '../content/content.ts'
import type { FieldChange } from '../content/diff.ts'
import { contactsOf } from '../content/entry-contacts.ts'
import { fieldsOf } from '../content/fields.ts'
import type { Change } from './changes.ts'
import type { Guide } from './guides.ts'
import { netChangeOf } from './net-change.ts'

/** Names what a copy of a guide contains: everything up to its newest change. */
export const copyMark = (newest: Pick<Change, 'seq'> | null | undefined): string => `v-${newest?.seq ?? 0}`

/** What someone with an older copy must not go on using. */
export interface Warning {
  change: Change
  /** Phone numbers that the guide no longer gives. */
  numbers: string[]
}

/** Kinds of change that make a copy unsafe, whatever they change. */
const UNSAFE = new Set<Change['kind']>(['withdrawn', 'correction', 'urgent'])

/** Whether a field gives phone numbers. */
const isDialled = (field: string): boolean =>
  field === 'contacts' || field === 'emergency' || field.startsWith('steps.')

/** The part of a field that gives them, where the field has parts. */
const CONTACTS = 'contacts'

/** Digits as a number is printed: “999”, “0300 123 4567”, “+44 (0)20 7946 0000”; not “24/7” or “9:30”. */
const NUMBER = /(?<![\p{L}\d.:/])[+(]?\d[\d \u00A0\u202F()-]*\d(?![\p{L}\d.:/])/gu

const digitsOf = (number: string): string => number.replace(/\D/g, '')

/** Numbers in a text by their digits. */
const numbersIn = (text: string | null): Map<string, string> =>
  new Map(
    [...(text ?? '').matchAll(NUMBER)]
      .map(([number]): [string, string] => [dialledDigits(number), number])
      .filter(([digits]) => digits.length > 2),
  )

/** The digits of a number as printed: “+44 (0)20 …” is +44 20 … */
const dialledDigits = (number: string): string =>
  digitsOf(number.startsWith('+') ? number.replace('(0)', '') : number)

/** The digits of a contact's value as it may be printed: with its country code, and in both national forms. */
function formsOf({ value }: Contact): string[] {
  const number = value.startsWith('+') ? parsePhoneNumber(value) : undefined
  return number ? [digitsOf(value), number.nationalNumber, digitsOf(number.formatNational())] : []
}

/** All numbers that a guide gives today, in each of their forms: another of its entries may give one that this one gave. */
function numbersOfGuide({
  profile,
  record,
  national,
  sections,
  targets,
  ladder,
}: Guide): ReadonlySet<string> {
  const entries: Entry[] = [
    profile,
    ...record,
    ...national,
    ...sections.flatMap((section) => [section.profile, ...section.channels]),
    ...targets.map(({ route }) => route),
    ...(ladder ? [ladder] : []),
  ]
  return new Set(entries.flatMap(numbersOfEntry))
}

const known = new WeakMap<Entry, readonly string[]>()

/** The numbers that an entry gives to call, in each of their forms. Routes are in every guide. */
function numbersOfEntry(entry: Entry): readonly string[] {
  const numbers = known.get(entry) ?? [
    ...contactsOf(entry).flatMap(formsOf),
    ...fieldsOf(entry, null)
      .filter(({ id }) => isDialled(id))
      .map(({ text, parts }) => (parts ? (parts.find(({ id }) => id === CONTACTS)?.text ?? null) : text))
      .flatMap((text) => [...numbersIn(text).keys()]),
  ]
  known.set(entry, numbers)
  return numbers
}

/** The numbers that a guide gives: most changes give and take none, and then nobody asks. */
type Given = () => ReadonlySet<string>

function givenBy(guide: Guide): Given {
  let given: ReadonlySet<string> | undefined
  return () => (given ??= numbersOfGuide(guide))
}

/**
 * The contacts that a change took away. Where it tells no parts, all its text may be contacts, and a line that stays
 * tells nothing.
 */
function takenBy({ before, after, details }: FieldChange): string | null {
  if (details) return details.find(({ part }) => part === CONTACTS)?.before ?? null
  const stayed = new Set(after?.split('\n'))
  return (
    before &&
    before
      .split('\n')
      .filter((line) => !stayed.has(line))
      .join('\n')
  )
}

/** Numbers that fields gave, and that the guide no longer gives. */
function numbersGone(fields: readonly FieldChange[], given: Given): string[] {
  const before = new Map(
    fields.filter(({ field }) => isDialled(field)).flatMap((field) => [...numbersIn(takenBy(field))]),
  )
  return [...before].filter(([digits]) => !given().has(digits)).map(([, number]) => number)
}

const newestFirst = (a: Warning, b: Warning): number => b.change.seq - a.change.seq

const isUnsafe = ({ change, numbers }: Warning): boolean => UNSAFE.has(change.kind) || numbers.length > 0

/** Finds what makes copies of a guide unsafe: one warning for each entry, newest first. */
export interface Warnings {
  /**
   * For copies that lack so many of the newest changes. An entry that such a copy does not have, and a mistake that was
   * made and put right since, endanger nobody.
   */
  since: (lacking: number) => readonly Warning[]
  /** For older copies, whenever they were made. */
  ofAll: () => Warning[]
}

/** @param changes all changes of the guide, newest first. */
export function warningsOf(guide: Guide, changes: readonly Change[]): Warnings {
  const given = givenBy(guide)
  return {
    since: warningsSince(changes, given),
    ofAll: () =>
      [...Map.groupBy(changes, ({ entry }) => entry).values()]
        .flatMap((each): Warning[] => {
          const unsafe = each.find(({ kind }) => UNSAFE.has(kind))
          const changed = each.find(({ fields }) => numbersGone(fields, given).length > 0)
          const change = unsafe ?? changed
          const fields = each.flatMap((one) => one.fields)
          return change ? [{ change, numbers: numbersGone(fields, given) }] : []
        })
        .sort(newestFirst),
  }
}

/** Goes back one change at a time, which concerns one entry: a copy is not compared anew with all that came since. */
function warningsSince(changes: readonly Change[], given: Given): Warnings['since'] {
  const found: (readonly Warning[])[] = [[]]
  const ofEntry = new Map<string, Change[]>()
  const goBack = (change: Change, newer: readonly Warning[]): readonly Warning[] => {
    const own = [change, ...(ofEntry.get(change.entry) ?? [])]
    ofEntry.set(change.entry, own)
    const net = netChangeOf(own)
    const warning = net && net.kind !== 'new' && { change: net, numbers: numbersGone(net.fields, given) }
    const others = newer.filter(({ change: { entry } }) => entry !== change.entry)
    return warning && isUnsafe(warning) ? [...others, warning].sort(newestFirst) : others
  }
  return (lacking) => {
    for (const change of changes.slice(found.length - 1, lacking))
      found.push(goBack(change, found.at(-1) ?? []))
    return found[Math.min(lacking, found.length - 1)] ?? []
  }
}
