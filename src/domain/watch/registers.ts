import { registerIdOf, type RegisterId } from './register.ts'

/** Which register keeps an instrument, and how it is known there. */
export type Registered =
  | { of: 'united-kingdom'; id: RegisterId }
  /** `act`: as in its address, `C-46`. */
  | { of: 'canada'; act: string }
  | { of: 'australia'; year: number; number: number }
export type RegisterName = Registered['of']

/** What is known of an instrument, and so of the register that may keep it. */
export interface InstrumentIdentity {
  kind: string
  year: number | null
  number: string | null
  /** ISO 3166 code and name of its place; null if there is none. */
  iso: string | null
  place: string | null
}

/** An instrument that an entry depends on, and of which no register is read. */
export interface UnreadInstrument {
  id: string
  title: string
  /** Why, and what to do. */
  why: string
}

/** Chapters of the revised statutes of Canada bear a letter: `R.S.C. 1985, c. C-46`. */
const REVISED = /\bc\. ?([A-Z]-\d{1,3}(?:\.\d{1,2})?)$/

/** `No. 76 of 2021`, `No. 76, 2021`, `76`. */
const AUSTRALIAN = /^(?:No\.? ?)?(\d{1,5})(?:(?:,| of) ?\d{4})?$/i

function canadian({ kind, number }: InstrumentIdentity): Registered | null {
  const act = kind === 'act' || kind === 'code' ? REVISED.exec(number?.trim() ?? '')?.[1] : undefined
  return act === undefined ? null : { of: 'canada', act }
}

function australian({ kind, year, number }: InstrumentIdentity): Registered | null {
  const match = kind === 'act' && year !== null ? AUSTRALIAN.exec(number?.trim() ?? '') : null
  return match && year !== null ? { of: 'australia', year, number: Number(match[1]) } : null
}

/** The register that keeps an instrument; null if none that is read does, or its record does not say enough. */
export function registeredAs(instrument: InstrumentIdentity): Registered | null {
  if (instrument.iso === 'CA') return canadian(instrument)
  if (instrument.iso === 'AU') return australian(instrument)
  const id = registerIdOf(instrument)
  return id && { of: 'united-kingdom', id }
}

/** How a register cites the instruments that it keeps. */
const CITED: Record<string, string> = {
  GB: 'Give its year and number as legislation.gov.uk cites it: “c. 21”, “asp 13”, “SI 2026/386”.',
  CA: 'Give its chapter among the revised statutes: “R.S.C. 1985, c. C-46”. Statutes that are known by a year alone are not found in Justice Laws by it.',
  AU: 'Give its year and number: “No. 76 of 2021”.',
}

/** Places whose changes no machine can read, and where a person looks instead. */
const BY_HAND: Record<string, string> = {
  ZA: 'South Africa publishes no list of changes that a machine can read: look into the Government Gazette (www.gov.za/documents).',
  NZ: 'New Zealand gives its list of changes to holders of a key alone: look at www.legislation.govt.nz, under the versions of the Act.',
}

/** Kinds that no register keeps. */
const UNREGISTERED: Record<string, string> = {
  'common-law': 'Common law is in no register: courts change it.',
  decision: 'Decisions are in no register of changes: later ones overrule them.',
  treaty: 'Treaties are in no register that is read.',
}

/** Why no register is read for an instrument, and what to do; null if one is. */
export function whyUnread(instrument: InstrumentIdentity): string | null {
  if (registeredAs(instrument)) return null
  const { kind, iso, place } = instrument
  const never = UNREGISTERED[kind]
  if (never) return never
  if (iso === null) return 'Its place is not named, or has no ISO code: no register can be told from it.'
  const country = iso.slice(0, 2)
  const byHand = BY_HAND[country]
  if (byHand) return byHand
  if (country !== 'GB' && iso !== country)
    return `Registers of states, territories and provinces are not read: look at that of ${place ?? iso}.`
  return CITED[country] ?? `${place ?? iso}: no register of it is read. Look there from time to time.`
}
