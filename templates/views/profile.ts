import { DOXXING_STATUSES, RECORDING_RULES } from '#domain/channels.ts'
import type { LiveEntry } from '#domain/snapshot.ts'
import type { SourceList } from '#domain/source-list.ts'
import { prose, type ProseBlock } from '#domain/prose.ts'
import { cited, contactView, standingView, type Cited, type ContactView, type Standing } from './parts.ts'

export interface EmergencyView {
  id: string
  number: ContactView
  others: ContactView[]
  useWhen: string | null
  say: string | null
  note: ProseBlock[]
  refs: number[]
  standing: Standing
}

/** The emergency block; null where the profile has no number. */
export function emergencyView(profile: LiveEntry<'profile'>, sources: SourceList): EmergencyView | null {
  const { emergency } = profile.content
  const [first, ...others] = emergency?.contacts ?? []
  if (!emergency || !first) return null
  return {
    id: `${profile.key}/emergency`,
    number: contactView(first),
    others: others.map(contactView),
    useWhen: emergency.useWhen,
    say: emergency.say,
    note: prose(emergency.note),
    refs: sources.numbersFor(profile, 'emergency'),
    standing: standingView(profile),
  }
}

export interface RuleView {
  id: string
  word: string
  text: Cited
  standing: Standing
}

export function doxxingView(profile: LiveEntry<'profile'>, sources: SourceList): RuleView | null {
  const { doxxing } = profile.content
  const text = doxxing && cited(profile, 'doxxing', doxxing.text, sources)
  return doxxing && text
    ? {
        id: `${profile.key}/doxxing`,
        word: DOXXING_STATUSES[doxxing.status],
        text,
        standing: standingView(profile),
      }
    : null
}

export function recordingView(profile: LiveEntry<'profile'>, sources: SourceList): RuleView | null {
  const { recording } = profile.content
  const text = recording && cited(profile, 'recording', recording.text, sources)
  return recording && text
    ? {
        id: `${profile.key}/recording`,
        word: RECORDING_RULES[recording.rule],
        text,
        standing: standingView(profile),
      }
    : null
}
