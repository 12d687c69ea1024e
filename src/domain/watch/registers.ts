import { registerIdOf, type RegisterId } from './register.ts'

/** Which register keeps an instrument, and how it is known there. */
export type Registered =
  | { of: 'united-kingdom'; id: RegisterId }
  /** `act`: as in its address, `C-46`. */
  | { of: 'canada'; act: string }
  | { of: 'australia'; year: number; number: number }
  /** `work`: its identifier, `act_public_1961_43`. */
  | { of: 'new-zealand'; work: string }
export type RegisterName = Registered['of']

/** The registers that answer holders of a key alone, and of which there is a key here. */
export type Keys = ReadonlySet<RegisterName>

/** The setting that names the file of New Zealand's key, and who gives such keys. */
export const NEW_ZEALAND_KEY = {
  setting: 'NZ_LEGISLATION_API_KEY_FILE',
  giver: 'the Parliamentary Counsel Office (contact@pco.govt.nz)',
} as const

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

/** `2015 No 63`, `No 63`, `63`: how public Acts are cited; local and private ones have numbers of their own. */
const NEW_ZEALAND = /^(?:(?<own>\d{4}) )?(?:No\.? ?)?(?<number>[1-9]\d{0,3})$/i

/** `SR 1982/221`, until 2012; `LI 2016/9`, until 2021; `SL 2023/4` since. */
const NEW_ZEALAND_SECONDARY = /^(?:SR|LI|SL) (?<year>\d{4})\/(?<number>[1-9]\d{0,3})$/

function newZealand({ kind, year, number }: InstrumentIdentity): Registered | null {
  const cited = number?.trim() ?? ''
  if (kind === 'order') {
    const of = NEW_ZEALAND_SECONDARY.exec(cited)?.groups
    return of
      ? { of: 'new-zealand', work: `secondary-legislation_pco-drafted_${of.year}_${of.number}` }
      : null
  }
  const act = kind === 'act' ? NEW_ZEALAND.exec(cited)?.groups : undefined
  if (!act || year === null || (act.own !== undefined && Number(act.own) !== year)) return null
  return { of: 'new-zealand', work: `act_public_${year}_${act.number}` }
}

/** The register that keeps an instrument; null if none that is read does, or its record does not say enough. */
export function registeredAs(instrument: InstrumentIdentity): Registered | null {
  if (instrument.iso === 'CA') return canadian(instrument)
  if (instrument.iso === 'AU') return australian(instrument)
  if (instrument.iso === 'NZ') return newZealand(instrument)
  const id = registerIdOf(instrument)
  return id && { of: 'united-kingdom', id }
}

/** How a register cites the instruments that it keeps. */
const CITED: Record<string, string> = {
  GB: 'Give its year and number as legislation.gov.uk cites it: “c. 21”, “asp 13”, “SI 2026/386”.',
  CA: 'Give its chapter among the revised statutes: “R.S.C. 1985, c. C-46”. Statutes that are known by a year alone are not found in Justice Laws by it.',
  AU: 'Give its year and number: “No. 76 of 2021”.',
  NZ: 'Give its year and number as legislation.govt.nz cites it: “2015 No 63” for a public Act, “SR 1982/221”, “LI 2016/9” or “SL 2023/4” for secondary legislation. Local and private Acts are not read.',
}

/** What is asked of nobody without a key. */
const WITHOUT_KEY: Record<string, { of: RegisterName; why: string }> = {
  NZ: {
    of: 'new-zealand',
    why: `The register of New Zealand answers holders of a key alone. Whoever runs this installation asks ${NEW_ZEALAND_KEY.giver} for one, and names its file in the setting ${NEW_ZEALAND_KEY.setting}. Until then, look at www.legislation.govt.nz, under the versions of the Act.`,
  },
}

/** Places whose changes no machine can read, and where a person looks instead. */
const BY_HAND: Record<string, string> = {
  ZA: 'South Africa publishes no list of changes that a machine can read: look into the Government Gazette (www.gov.za/documents).',
}

/** Kinds that no register keeps. */
const UNREGISTERED: Record<string, string> = {
  'common-law': 'Common law is in no register: courts change it.',
  decision: 'Decisions are in no register of changes: later ones overrule them.',
  treaty: 'Treaties are in no register that is read.',
}

/** Why no register is read for an instrument, and what to do; null if one is. */
export function whyUnread(instrument: InstrumentIdentity, keys: Keys): string | null {
  const { kind, iso, place } = instrument
  const never = UNREGISTERED[kind]
  if (never) return never
  if (iso === null) return 'Its place is not named, or has no ISO code: no register can be told from it.'
  const needed = WITHOUT_KEY[iso]
  if (needed && !keys.has(needed.of)) return needed.why
  if (registeredAs(instrument)) return null
  const country = iso.slice(0, 2)
  const byHand = BY_HAND[country]
  if (byHand) return byHand
  if (country !== 'GB' && iso !== country)
    return `Registers of states, territories and provinces are not read: look at that of ${place ?? iso}.`
  return CITED[country] ?? `${place ?? iso}: no register of it is read. Look there from time to time.`
}
