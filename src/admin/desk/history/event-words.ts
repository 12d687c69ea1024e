import { claimName } from '#domain/content/claim-names.ts'
import type { EntryHistory } from '#domain/desk/workflow-status.ts'
import { CHANGE_KINDS, type ChangeKind } from '#domain/content/editions.ts'
import { answersIn, type SettledFlag } from '#domain/desk/law-answers.ts'
import { flagInWords, verdictInWords } from '../law/law-questions.ts'
import { isTalk, saidInTalk, whatInTalk } from './talk-words.ts'
import { counted, listed, printDay } from '#admin/words.ts'

export type HistoryEvent = EntryHistory['events'][number]

/** An event in words: the text after the person's name, and what was said or decided with it. */
export interface EventWords {
  what: string
  said: { label: string; words: string }[]
}

export interface Known {
  /** Labels of fields and claims, by name. */
  labels?: ReadonlyMap<string, string>
  /** Numbers of editions by hash. */
  editions?: ReadonlyMap<string, number>
  /** True for a place or the site, which have no sources. */
  structure?: boolean
}

const text = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : ''
const list = (value: unknown): unknown[] => (Array.isArray(value) ? (value as unknown[]) : [])

/** Names of fields; a count where there are many. */
export function fieldList(names: readonly string[], labels: Known['labels']): string {
  const words = [...new Set(names)].map((name) => labels?.get(name) ?? name)
  return words.length > 6 ? `${words.slice(0, 5).join(', ')} and ${words.length - 5} more` : listed(words)
}

const editionOf = (hash: string, editions: Known['editions']): string => {
  const n = editions?.get(hash)
  return n === undefined ? '' : `, edition ${n}`
}

const kindOf = (value: unknown): string => CHANGE_KINDS[value as ChangeKind] ?? ''

type Said = EventWords['said']

/** Drops empty values. */
const spoken = (said: readonly (readonly [label: string, words: string])[]): Said =>
  said.filter(([, words]) => words.trim()).map(([label, words]) => ({ label, words }))

const claimOf = (claim: string | null, { labels = new Map() }: Known): string =>
  claim === null ? 'The whole entry' : claimName(claim, labels)

/** The law-change answers of an event. */
function saidOfLaws(event: HistoryEvent, known: Known): Said {
  const { editions } = known
  const answered = answersIn(event).map(
    (answer) =>
      [
        claimOf(answer.claim, known),
        `${verdictInWords(answer)} (${flagInWords({ ...answer, detail: answer.title })})`,
      ] as const,
  )
  const settled = (list(event.details.settled) as SettledFlag[]).flatMap((flag) =>
    flag.answers.map(
      (answer) =>
        [
          `Settled: ${flagInWords({ ...flag, detail: flag.title })}`,
          `${answer.by}: ${claimOf(answer.claim, known).toLowerCase()} ${verdictInWords(answer)}${editionOf(answer.edition, editions)}`,
        ] as const,
    ),
  )
  return spoken([...answered, ...settled])
}

/** What a reason is of, where an entry is to go, goes, stays, or does not wait. */
const WHY = {
  'ask-withdrawal': 'Why',
  'decline-withdrawal': 'Why it stays',
  'safety-withdrawal': 'Why it could not wait',
  part: 'Why it does not wait for the others',
} as const

/** The notes of a reviewer, each with what it is about. */
const notesOf = (notes: unknown, known: Known): [string, string][] =>
  (list(notes) as { claim: string | null; text: string }[]).map((note) => [
    claimOf(note.claim || null, known),
    note.text,
  ])

/** What the person said with an event, each with a label. */
function saidOf({ action, details }: HistoryEvent, known: Known): Said {
  if (isTalk(action)) return spoken(saidInTalk(details))
  const checked = known.structure ? '' : printDay(text(details.checkedOn))
  const takesForce = printDay(text(details.effectiveOn))
  switch (action) {
    case 'submit':
      return spoken([
        [kindOf(details.changeKind), text(details.changeNote)],
        ['Sources checked on', checked],
        ['Takes force on', takesForce],
        ['Goes live on', printDay(text(details.goesLiveOn))],
        ['Goes live', details.together ? 'together with the others under its law change' : ''],
      ])
    case 'request-changes':
      return spoken(notesOf(details.notes, known))
    case 'safety-fix':
      return spoken([
        ['Why it could not wait', text(details.reason)],
        ['Note', text(details.changeNote)],
        ['Sources checked on', checked],
        ['Takes force on', takesForce],
      ])
    case 'ask-withdrawal':
    case 'decline-withdrawal':
    case 'safety-withdrawal':
    case 'part':
      return spoken([
        [WHY[action], text(details.reason)],
        ['What readers are told', text(details.changeNote)],
      ])
    case 'second-review':
      return spoken([['Looked at', text(details.note)]])
    case 'correct-note':
      return spoken([
        ['It said', text(details.before)],
        ['It says', text(details.after)],
      ])
    case 'flag':
      return spoken([
        ['Law change', text(details.title)],
        ['Why it does not concern the entry', text(details.leftOut)],
      ])
    case 'assign':
      return spoken([['Due on', printDay(text(details.due))]])
    case 'create':
    case 'save':
    case 'delete':
    case 'approve':
    case 'go-live':
    case 'verify':
    case 'confirm-withdrawal':
    case 'withdraw':
    case 'take-over':
      return []
  }
}

/** What the person did: the text after their name. */
function whatOf({ action, details, revision, edition }: HistoryEvent, { labels, editions }: Known): string {
  const n = text(details.n) || text(editions?.get(edition ?? '')) || ''
  const that = n ? `edition ${n}` : 'the edition'
  if (isTalk(action)) return whatInTalk(action, details, that)
  switch (action) {
    case 'create':
      return 'created the entry'
    case 'save': {
      const changed = fieldList(list(details.changed).map(text), labels)
      return `saved revision ${revision}${changed ? `: ${changed}` : ', with nothing changed'}`
    }
    case 'delete':
      return 'deleted the working copy'
    case 'submit':
      return `submitted ${that} for review${details.replaces ? ', in place of the one before' : ''}`
    case 'request-changes':
      return `asked for changes in ${that}`
    case 'approve':
      return `approved ${that}`
    case 'safety-fix':
      return `approved ${that} alone, for safety`
    case 'go-live':
      return `made ${that} live${details.seq ? ` (change ${text(details.seq)})` : ''}`
    case 'verify':
      return `verified ${that} unchanged on ${printDay(text(details.on))}, with ${counted(list(details.opened).length, 'source')} opened`
    case 'ask-withdrawal':
      return `asked for ${that} to be withdrawn`
    case 'decline-withdrawal':
      return 'declined the withdrawal'
    case 'confirm-withdrawal':
      return `confirmed the withdrawal of ${that}`
    case 'safety-withdrawal':
      return `decided alone, for safety, to withdraw ${that}`
    case 'withdraw':
      return `withdrew ${that} (change ${text(details.seq)})`
    case 'second-review':
      return 'looked at it a second time and let it stand'
    case 'correct-note':
      return `corrected the note of change ${text(details.seq)}`
    case 'take-over':
      return `took ${that} over as it was published before it was reviewed`
    case 'assign':
      return details.to ? `made it the task of ${text(details.name)}` : 'made it nobody’s task'
    case 'part':
      return `took ${that} out of those that go live together under a law change`
    case 'flag':
      if (details.leftOut) return 'left the entry out of a law change'
      return details.again
        ? 'flagged the entry again: what went live was submitted before the flag, or says nothing of it'
        : 'flagged the entry for a law change'
  }
}

export const eventWords = (event: HistoryEvent, known: Known): EventWords => ({
  what: whatOf(event, known),
  said: [...saidOfLaws(event, known), ...saidOf(event, known)],
})

/** Merges consecutive saves of one person; newest first, like the events. */
export function grouped(events: readonly HistoryEvent[]): HistoryEvent[][] {
  const groups: HistoryEvent[][] = []
  for (const event of events) {
    const last = groups.at(-1)?.at(-1)
    if (event.action === 'save' && last?.action === 'save' && last.actor.id === event.actor.id)
      groups.at(-1)?.push(event)
    else groups.push([event])
  }
  return groups
}
