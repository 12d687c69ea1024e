import { Parser } from 'htmlparser2'
import { registerDay } from '#domain/watch/register.ts'
import type { LegalDate } from '#domain/dates.ts'

/** A section of a consolidated Act, as it was changed last. */
export interface ChangedSection {
  /** As printed: `162.1`, `163 to 165`. */
  label: string
  /** The day on which its words last changed. */
  on: LegalDate
  repealed: boolean
  /** What changed it, as its history ends: “2024, c. 17, s. 5”; null if it does not say. */
  by: string | null
}

export interface ReadAct {
  sections: ChangedSection[]
  problems: string[]
}

const LIMS = 'http://justice.gc.ca/lims'

/** Maximum nesting depth, number of elements, and characters of a label or note. */
const DEEPEST = 60
const MOST = 2_000_000
const LONGEST = 400

class Unreadable extends Error {
  override name = 'Unreadable'
}

interface Section {
  label: string
  on: string | undefined
  repealed: boolean
  notes: { on: string | undefined; text: string }[]
}

const plain = (text: string): string => text.replace(/\s+/g, ' ').trim()

/** The last note of its history that bears the day of the change; otherwise the last one. */
function changedBy({ on, notes }: Section): string | null {
  const note = notes.findLast((each) => each.on === on) ?? notes.at(-1)
  // A note lists all that went before it, in one line: the newest is last.
  return (
    plain(note?.text ?? '')
      .split(';')
      .at(-1)
      ?.trim() || null
  )
}

/** Collects the sections of the body while the document goes by: an Act may have hundreds of thousands of elements. */
class Sections {
  readonly found: ReadAct = { sections: [], problems: [] }
  readonly #path: string[] = []
  #section: Section | null = null
  #lims = 'lims'
  #count = 0

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    this.#count += 1
    if (this.#path.length >= DEEPEST) throw new Unreadable(`It nests deeper than ${DEEPEST} elements.`)
    if (this.#count > MOST) throw new Unreadable(`It has more than ${MOST} elements.`)
    if (this.#path.length === 0) this.#root(name, attributes)
    this.#path.push(name)
    const day = attributes[`${this.#lims}:lastAmendedDate`]
    if (name === 'Section' && this.#isOfBody() && attributes['in-force'] !== 'no')
      this.#section = { label: '', on: day, repealed: false, notes: [] }
    if (name === 'HistoricalNoteSubItem')
      this.#section?.notes.push({ on: attributes[`${this.#lims}:inforce-start-date`], text: '' })
    // A repealed subsection is an amendment of its section.
    if (name === 'Repealed' && this.#section && !this.#path.includes('Subsection'))
      this.#section.repealed = true
  }

  text(data: string): void {
    if (!this.#section) return
    // Its own label, which may be emphasised; those of its subsections are deeper.
    if (this.#path[3] === 'Label') this.#section.label = (this.#section.label + data).slice(0, LONGEST)
    const note = this.#path.includes('HistoricalNoteSubItem') ? this.#section.notes.at(-1) : undefined
    if (note && note.text.length < 20 * LONGEST) note.text += data
  }

  close(name: string): void {
    this.#path.pop()
    if (name !== 'Section' || !this.#section || !(this.#path.at(-1) === 'Body')) return
    this.#keep(this.#section)
    this.#section = null
  }

  /** @throws {Unreadable} if the document ended before its root did. */
  end(): void {
    if (this.#count === 0) throw new Unreadable('It is no XML document.')
    if (this.#path.length > 0) throw new Unreadable('It ends in the middle.')
  }

  #root(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name !== 'Statute' && name !== 'Regulation')
      throw new Unreadable('The answer is no Act or regulation of Justice Laws.')
    const declared = Object.entries(attributes).find(([, value]) => value === LIMS)?.[0]
    if (!declared?.startsWith('xmlns:')) throw new Unreadable('It does not say when its sections changed.')
    this.#lims = declared.slice('xmlns:'.length)
  }

  /** Whether the innermost element stands in the body itself: schedules have sections of other Acts. */
  #isOfBody(): boolean {
    return this.#path.length === 3 && this.#path[1] === 'Body'
  }

  #keep(section: Section): void {
    const label = plain(section.label).replace(/^\*/, '')
    if (section.on === undefined || label === '') return
    const on = registerDay(section.on)
    if (on === null)
      this.found.problems.push(`Section ${label} changed on “${section.on.slice(0, 40)}”, which is no day.`)
    else
      this.found.sections.push({
        label,
        on,
        repealed: section.repealed,
        by: changedBy(section)?.slice(0, LONGEST) ?? null,
      })
  }
}

/**
 * Reads a consolidated Act or regulation of Justice Laws (github.com/justicecanada/laws-lois-xml). Entities other than
 * XML's five are left unexpanded and no DTD is read. An error in one section loses that section alone.
 */
export function readAct(text: string): ReadAct {
  const sections = new Sections()
  const parser = new Parser(
    {
      onopentag: (name, attributes) => sections.open(name, attributes),
      ontext: (data) => sections.text(data),
      onclosetag: (name) => sections.close(name),
    },
    { xmlMode: true, decodeEntities: true, recognizeSelfClosing: true },
  )
  try {
    // Without `end`, so that what was cut short stays open.
    parser.write(text)
    sections.end()
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
    return { sections: [], problems: [`The Act cannot be read. ${error.message}`] }
  }
  return sections.found
}
