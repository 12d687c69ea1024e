import type { EntryHistory } from '#domain/desk/workflow-status.ts'
import { CHANGE_KINDS, type ChangeKind } from '#domain/content/editions.ts'
import { answersIn, type SettledFlag } from '#domain/desk/law-answers.ts'
import { flagInWords, verdictInWords } from '../law/law-questions.ts'
import { counted, listed, printDay } from '#admin/words.ts'

export type HistoryEvent = EntryHistory['events'][number]

/** An event in words: what follows the name of the person, and what was said or decided with it. */
export interface EventWords {
  what: string
  said: { label: string; words: string }[]
}

export interface Known {
  /** Labels of fields and claims, by name. */
  labels?: ReadonlyMap<string, string>
  /** Numbers of editions by hash. */
  editions?: ReadonlyMap<string, number>
  /** Of a place or the site, which rest on no source. */
  structure?: boolean
}

const text = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : ''
const list = (value: unknown): unknown[] => (Array.isArray(value) ? (value as unknown[]) : [])

/** Names of fields, in words; many of them as a number. */
export function fieldList(names: readonly string[], labels: Known['labels']): string {
  const words = [...new Set(names)].map((name) => labels?.get(name) ?? name)
  return words.length > 6 ? `${words.slice(0, 5).join(', ')} and ${words.length - 5} more` : listed(words)
}

const editionOf = (hash: string, editions: Known['editions']): string => {
  const n = editions?.get(hash)
  return n === undefined ? '' : `, edition ${n}`
}

const kindOf = (value: unknown): string => CHANGE_KINDS[value as ChangeKind] ?? ''

export function eventWords(event: HistoryEvent, { labels, editions, structure = false }: Known): EventWords {
  const { action, details, revision, edition } = event
  const n = text(details.n) || text(editions?.get(edition ?? '')) || ''
  const that = n ? `edition ${n}` : 'the edition'
  const said: EventWords['said'] = []
  const say = (label: string, words: string): void => {
    if (words.trim()) said.push({ label, words })
  }
  const label = (claim: string | null): string =>
    claim === null ? 'The whole entry' : (labels?.get(claim) ?? claim)
  for (const answer of answersIn(event))
    say(
      label(answer.claim),
      `${verdictInWords(answer)} (${flagInWords({ ...answer, detail: answer.title })})`,
    )
  for (const flag of list(details.settled) as SettledFlag[])
    for (const answer of flag.answers)
      say(
        `Settled: ${flagInWords({ ...flag, detail: flag.title })}`,
        `${answer.by}: ${label(answer.claim).toLowerCase()} ${verdictInWords(answer)}${editionOf(answer.edition, editions)}`,
      )
  const what = ((): string => {
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
        say(kindOf(details.changeKind), text(details.changeNote))
        say('Sources checked on', structure ? '' : printDay(text(details.checkedOn)))
        say('Takes force on', printDay(text(details.effectiveOn)))
        say('Goes live on', printDay(text(details.goesLiveOn)))
        return `submitted ${that} for review${details.replaces ? ', in place of the one before' : ''}`
      case 'request-changes':
        for (const note of list(details.notes) as { claim: string | null; text: string }[])
          say(note.claim ? (labels?.get(note.claim) ?? note.claim) : 'The whole entry', note.text)
        return `asked for changes in ${that}`
      case 'approve':
        return `approved ${that}`
      case 'safety-fix':
        say('Why it could not wait', text(details.reason))
        say('Note', text(details.changeNote))
        say('Sources checked on', structure ? '' : printDay(text(details.checkedOn)))
        say('Takes force on', printDay(text(details.effectiveOn)))
        return `approved ${that} alone, for safety`
      case 'go-live':
        return `made ${that} live${details.seq ? ` (change ${text(details.seq)})` : ''}`
      case 'verify':
        return `verified ${that} unchanged on ${printDay(text(details.on))}, with ${counted(list(details.opened).length, 'source')} opened`
      case 'ask-withdrawal':
        say('Why', text(details.reason))
        say('What readers are told', text(details.changeNote))
        return `asked for ${that} to be withdrawn`
      case 'decline-withdrawal':
        say('Why it stays', text(details.reason))
        return 'declined the withdrawal'
      case 'confirm-withdrawal':
        return `confirmed the withdrawal of ${that}`
      case 'safety-withdrawal':
        say('Why it could not wait', text(details.reason))
        say('What readers are told', text(details.changeNote))
        return `decided alone, for safety, to withdraw ${that}`
      case 'withdraw':
        return `withdrew ${that} (change ${text(details.seq)})`
      case 'second-review':
        say('Looked at', text(details.note))
        return 'looked at it a second time and let it stand'
      case 'correct-note':
        say('It said', text(details.before))
        say('It says', text(details.after))
        return `corrected the note of change ${text(details.seq)}`
      case 'take-over':
        return `took ${that} over as it was published before it was reviewed`
      case 'flag':
        say('Law change', text(details.title))
        return details.again
          ? 'flagged the entry again: what went live was submitted before the flag, or says nothing of it'
          : 'flagged the entry for a law change'
    }
  })()
  return { what, said }
}

/** Saves of one person that follow each other, as one; newest first, as the events are. */
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
