import type { Reviewed } from './content.ts'
import { fieldsOf, type Field } from './fields.ts'
import { hasOwnGuide, type GuideForm } from './jurisdictions.ts'
import { characterProblem } from '../text-rules.ts'

export interface ClaimCoverage extends Field {
  /** Number of distinct sources that support the claim. */
  sources: number
}

/** Each claim of an entry with the number of distinct sources behind it. */
export function coverageOf(entry: Reviewed, guide: GuideForm | null): ClaimCoverage[] {
  return fieldsOf(entry, guide)
    .filter((field) => field.citable)
    .map((field) => {
      const keys = entry.citations
        .filter(({ supports }) => supports.includes(field.id))
        .map(({ source }) => source.key)
      return { ...field, sources: new Set(keys).size }
    })
}

export interface Problem {
  /** Id of the field concerned; null for the entry as a whole. */
  field: string | null
  message: string
}

const UNCHECKED_COPY: Problem = {
  field: 'editorNote',
  message:
    'This is a copy, and its editors’ note says that it is to be checked: compare every word with sources of its own, then delete that line of the note and save.',
}

/** Fields of which one value is chosen: none of them is preset. */
const CHOSEN: ReadonlySet<string> = new Set(['standing', 'role', 'confidence'])

const emptyProblem = ({ id, label }: Field): Problem => ({
  field: id,
  message: CHOSEN.has(id) ? `“${label}” is not chosen yet: choose it.` : `“${label}” is empty: fill it in.`,
})

/** What prevents an entry from being submitted, worded for its editor. Empty if nothing does. */
export function submissionProblems(
  entry: Reviewed,
  guide: GuideForm | null,
  { uncheckedCopy = false }: { uncheckedCopy?: boolean } = {},
): Problem[] {
  const fields = fieldsOf(entry, guide)
  const problems: Problem[] = uncheckedCopy ? [UNCHECKED_COPY] : []
  for (const field of fields) if (field.required && field.text === null) problems.push(emptyProblem(field))
  for (const { id, label, text } of fields) {
    const problem = text === null ? null : characterProblem(text)
    if (problem !== null) problems.push({ field: id, message: `“${label}”: ${problem}` })
  }
  if (entry.kind === 'ladder' && entry.content.steps.length === 0)
    problems.push({ field: 'steps', message: 'The ladder has no steps: add the first one.' })
  if (entry.kind === 'essential' && entry.content.sections.length === 0)
    problems.push({ field: 'sections', message: 'The essay has no sections: add the first one.' })
  if (entry.kind === 'profile' && hasOwnGuide(guide) && entry.content.emergency?.contacts.length === 0)
    problems.push({ field: 'emergency', message: 'A full guide needs an emergency number: add one.' })
  const [first] = entry.kind === 'profile' ? (entry.content.emergency?.contacts ?? []) : []
  if (first && first.kind !== 'phone')
    problems.push({
      field: 'emergency',
      message: `Readers are told to call the first emergency number, and ${first.printed} cannot be called: put a phone number first.`,
    })
  for (const claim of coverageOf(entry, guide))
    if (claim.covered && claim.text !== null && claim.sources === 0)
      problems.push({
        field: claim.id,
        message: `“${claim.label}” has no source: add a citation that supports it.`,
      })
  if (
    entry.kind === 'channel' &&
    !coverageOf(entry, guide).some(({ id, sources }) => (id === 'does' || id === 'contacts') && sources > 0)
  )
    problems.push({
      field: 'does',
      message: 'Neither what it does nor a contact has a source: add a citation that supports one of them.',
    })
  const known = new Set(fields.filter((field) => field.citable).map(({ id }) => id))
  for (const [place, list] of [
    ['citation', entry.citations.map((each) => each.supports)],
    ['instrument', entry.instruments.map((each) => each.claims)],
  ] as const)
    list.forEach((ids, index) => {
      for (const id of ids)
        if (!known.has(id))
          problems.push({
            field: null,
            message: `${place === 'citation' ? 'Citation' : 'Instrument'} ${index + 1} names “${id}”, which this entry does not have: choose one of its claims.`,
          })
    })
  return problems
}
