import type { UnplacedPiece } from '#domain/content/import-report.ts'
import { storedTexts } from '#domain/texts.ts'
import type { CorpusProblem } from '../corpus.ts'
import type { ReadFile } from '../read.ts'
import { corpusFile } from '../schema.ts'
import { readChannels } from './channels.ts'
import { Draft, type PageContext } from './draft.ts'
import { readEssays } from './essays.ts'
import { readLadder } from './ladder.ts'
import { linesOf, type Line } from './lines.ts'
import { readOffences } from './offences.ts'
import { readProfile, readSections } from './profile.ts'
import { readRoutes } from './routes.ts'

/** The parts of a guide page, in the order in which it prints them, by the line with which each begins. */
const PARTS = [
  ['title', /^(?!)/],
  ['emergency', /^URGENT/],
  ['record', /^STEP 1$/i],
  ['national', /^STEP 2$/i],
  ['offences', /^What to report it as$/i],
  ['doxxing', /^Doxxing status in /i],
  ['recording', /^Recording your calls$/i],
  ['sections', /^State & territory law\b/i],
  ['routes', /^If the person is in another country$/i],
  ['links', /^Dedicated cross-border guides$/i],
  ['ladder', /^Keep climbing$/i],
  ['essays', /^Cross-cutting essentials$/i],
] as const
type Part = (typeof PARTS)[number][0]

/**
 * Lines after the first of each part that say the same on every page: a heading, and what introduces it. They are
 * words of the site, and stand in no entry.
 */
const FIXED: Partial<Record<Part, number>> = {
  record: 2,
  national: 2,
  offences: 2,
  ladder: 2,
  essays: 1,
  routes: 1,
}

/** Parts whose first line says something itself. */
const OWN_FIRST = new Set<Part>(['emergency'])

function partsOf(lines: readonly Line[]): Record<Part, Line[]> {
  const parts = Object.fromEntries(PARTS.map(([name]) => [name, [] as Line[]])) as Record<Part, Line[]>
  let now: Part = 'title'
  let fixed = 0
  for (const line of lines) {
    const begins = PARTS.find(([, start]) => start.test(line.text))?.[0]
    if (begins) {
      now = begins
      fixed = FIXED[begins] ?? 0
      if (OWN_FIRST.has(begins)) parts[begins].push(line)
    } else if (fixed > 0) fixed -= 1
    else parts[now].push(line)
  }
  return parts
}

/** The last line before the first step introduces the steps: it belongs to the site. */
const withoutLead = (lines: readonly Line[]): Line[] => (lines.length > 2 ? lines.slice(0, -1) : [...lines])

export interface ReadPage {
  read: ReadFile | null
  problems: CorpusProblem[]
  /** Pieces that stand in no draft, and what somebody must look at. */
  unplaced: UnplacedPiece[]
}

/** Reads a guide page, of which only the text is left, into drafts of entries. */
export function readGuidePage(file: string, text: string, page: PageContext): ReadPage {
  const draft = new Draft(page)
  const parts = partsOf(linesOf(file, text))
  readProfile(
    { emergency: withoutLead(parts.emergency), doxxing: parts.doxxing, recording: parts.recording },
    draft,
  )
  readSections(parts.sections, draft)
  readChannels(parts.record, 'record', draft)
  readChannels(parts.national, 'national', draft)
  readOffences(parts.offences, draft)
  readRoutes(parts.routes, draft)
  readLadder(parts.ladder, draft)
  readEssays(parts.essays, draft)
  if (PARTS.every(([name]) => name === 'title' || name === 'links' || parts[name].length === 0))
    draft.leave({ n: 1, text: text.slice(0, 80) }, 'No part of a guide page was found in this file.')
  return { ...asFile(file, draft), unplaced: draft.unplaced }
}

function asFile(file: string, draft: Draft): Pick<ReadPage, 'read' | 'problems'> {
  const lineOf = (path: readonly (string | number)[]): number => draft.lineOf(path)
  const refused = (
    problems: readonly { path: readonly PropertyKey[]; message: string }[],
  ): Pick<ReadPage, 'read' | 'problems'> => ({
    read: null,
    problems: problems.map(({ path, message }) => {
      const named = path.map((part) => (typeof part === 'number' ? part : String(part)))
      return { file, line: lineOf(named), message: `${named.join('.')}: ${message}` }
    }),
  })
  const stored = storedTexts(withoutBlank(draft.content))
  if (stored.problems.length > 0) return refused(stored.problems)
  const parsed = corpusFile.safeParse(stored.value)
  return parsed.success
    ? { read: { file, content: parsed.data, lineOf }, problems: [] }
    : refused(parsed.error.issues)
}

/** Without fields for which the page had no words. */
function withoutBlank(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutBlank)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== undefined && member !== '')
      .map(([name, member]) => [name, withoutBlank(member)]),
  )
}
