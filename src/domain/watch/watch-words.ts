import { printDate, type LegalDate } from '../dates.ts'
import type { LinkFlag, SourceState } from './source-states.ts'
import { LINK_REASONS } from './link-checks.ts'
import type { HostState } from './host-states.ts'
import type { WordingFlag } from './quote-states.ts'
import { cut } from '../text-rules.ts'

/** What a flag of the watch says, in a sentence. */

const since = (day: LegalDate | null): string => (day ? ` since ${printDate(day)}` : '')

export function linkWords(
  kind: LinkFlag,
  title: string,
  { movedTo, because, failingSince, sinceDay }: SourceState,
): string {
  switch (kind) {
    case 'link-broken':
      return `“${title}” cannot be opened${since(failingSince)}. ${LINK_REASONS[because].sentence}`
    case 'link-moved':
      return `“${title}” has moved to ${movedTo ?? 'another address'}.`
    case 'link-refused':
      return `“${title}” refuses the watch${since(sinceDay)}. ${LINK_REASONS[because].sentence}`
  }
}

export const hostWords = ({ host, failing, sources, failingSince }: HostState): string =>
  `${host} does not answer${since(failingSince)}: ${failing} of its ${sources} ${sources === 1 ? 'source' : 'sources'}.`

const SAID: Record<WordingFlag, string> = {
  'wording-altered': 'Words that are quoted from “TITLE” read otherwise now',
  'wording-gone': 'Words that are quoted from “TITLE” do not stand there any more',
  'wording-moved': 'Words that are quoted from “TITLE” stand elsewhere on the page',
}

/** Shortens text to fit into a sentence. */
const brief = (text: string): string => (text.length > 120 ? `${cut(text, 119).trimEnd()}…` : text)

export function wordingWords(kind: WordingFlag, title: string, exact: string, stood: boolean): string {
  const never = kind === 'wording-gone' && !stood
  const said = never ? 'Words that are quoted from “TITLE” were not found there' : SAID[kind]
  return `${said.replace('TITLE', () => title)}: “${brief(exact)}”.`
}

export const valueWords = (title: string, text: string): string =>
  `“${brief(text)}” does not stand on “${title}” any more, where it was found before.`

export const dueWords = (on: LegalDate, sooner: boolean): string =>
  sooner
    ? `To be verified by ${printDate(on)}: the law it rests on changes.`
    : `To be verified by ${printDate(on)}.`
