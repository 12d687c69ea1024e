import { mayEdit, type Actor } from '../desk/actors.ts'
import type { Decision } from '../desk/decision.ts'
import type { Flag, FlagKind } from '../desk/flags.ts'
import type { SourceState } from './source-states.ts'

/** What an editor should do about each kind of flag, in a sentence. */
export const WHAT_TO_DO: Record<FlagKind, string> = {
  'law-change':
    'Bring the entry up to date or verify it, and say of each flagged claim that it states the new law or is not affected; or withdraw the entry.',
  'shared-record': 'Submit the entry again, so that readers see the record as it is now.',
  'link-broken':
    'Open the address. Find where the page is now and update the source, or cite another source in each entry below.',
  'link-moved': 'Open the new address. If it is the same page, update the source with one click.',
  'link-refused':
    'The site keeps the watch out, or sends it in circles, and may let people in. Open the page yourself, compare, and dismiss this with a word on what you saw.',
  'host-down':
    'The whole site does not answer. Look whether the publisher has moved; if it stays away, cite other sources.',
  'wording-altered':
    'Compare what stood with what stands there now. If the law changed, bring the entries below up to date; if only the words did, quote the new ones.',
  'wording-gone':
    'Open the page and look for the words. Quote what stands there now, or cite another source.',
  'wording-moved':
    'The words stand elsewhere on the page. Correct the pinpoint if it names a place, or dismiss this.',
  'value-missing': 'Open the page and compare the value with the entries below: it may have changed.',
  reported:
    'Compare what the page says with its sources. If it is wrong, correct it and say so to readers; then say here what you found.',
  due: 'Open each source of the entry, compare, and verify it unchanged; or bring it up to date.',
}

/**
 * Kinds that a person may dismiss with a reason. Flags for what could harm a reader close only once it is
 * fixed.
 */
export const DISMISSIBLE: readonly FlagKind[] = [
  'link-moved',
  'link-refused',
  'wording-moved',
  'value-missing',
]

/** Requests that people make of the watch. */
export type WatchRequest =
  | { action: 'check' }
  | { action: 'move'; state: Pick<SourceState, 'movedTo' | 'url'> | null; url: string; to: string }
  | { action: 'dismiss'; flag: Pick<Flag, 'kind' | 'closedAt'> | null; reason: string }
  | { action: 'answer'; flag: Pick<Flag, 'kind' | 'closedAt'> | null; found: string }

type Refusal = Exclude<Decision, { allowed: true }>

const no = (because: Refusal['because'], message: string): Refusal => ({ allowed: false, because, message })

const dismissing = ({ flag, reason }: Extract<WatchRequest, { action: 'dismiss' }>): Decision => {
  if (!flag) return no('state', 'This flag is not there any more.')
  if (flag.closedAt) return no('state', 'This flag is settled already.')
  if (!DISMISSIBLE.includes(flag.kind))
    return no('state', `This flag cannot be dismissed. ${WHAT_TO_DO[flag.kind]}`)
  return reason.trim() === ''
    ? no('content', 'Say why nothing needs to be done: what did you look at?')
    : { allowed: true }
}

const answering = ({ flag, found }: Extract<WatchRequest, { action: 'answer' }>): Decision => {
  if (flag?.kind !== 'reported') return no('state', 'This report is not there any more.')
  if (flag.closedAt) return no('state', 'This report was looked into already.')
  return found.trim() === ''
    ? no('content', 'Say what you found: what did you compare, and what did you change?')
    : { allowed: true }
}

const moving = ({ state, url, to }: Extract<WatchRequest, { action: 'move' }>): Decision => {
  if (state?.url !== url)
    return no('stale', 'The source has another address by now. Reload, and check it again first.')
  if (!state.movedTo) return no('state', 'The last check found no permanent redirect.')
  return state.movedTo === to
    ? { allowed: true }
    : no('stale', `The page has moved on, to ${state.movedTo}. Open that address first.`)
}

/** Whether an actor may act on a finding of the watch. Buttons ask this, and the desk checks it again. */
export function decideWatch(actor: Actor, request: WatchRequest): Decision {
  if (!mayEdit(actor))
    return no('role', 'Only editors and reviewers act on the watch. Ask an administrator for the role.')
  if (request.action === 'dismiss') return dismissing(request)
  if (request.action === 'answer') return answering(request)
  return request.action === 'move' ? moving(request) : { allowed: true }
}
