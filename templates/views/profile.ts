import type { LiveEntry } from '#domain/publish/snapshot.ts'
import type { CitingBlock, SourceList } from '#domain/publish/source-list.ts'
import { prose, type ProseBlock } from '#domain/content/prose.ts'
import {
  citer,
  contactView,
  verificationView,
  type Cited,
  type ContactView,
  type Verification,
} from './parts.ts'
import { catalogue } from '../words/index.ts'

export interface EmergencyView {
  id: string
  number: ContactView
  others: ContactView[]
  useWhen: string | null
  say: string | null
  note: ProseBlock[]
  refs: number[]
  since: string | null
  standing: Verification
}

/** The emergency block; null where the profile has no number. */
export function emergencyView(profile: LiveEntry<'profile'>, sources: SourceList): EmergencyView | null {
  const { emergency } = profile.content
  const [first, ...others] = emergency?.contacts ?? []
  if (!emergency || !first) return null
  const id = `${profile.key}/emergency`
  const cite = citer(sources, profile, { id, title: catalogue.guide.emergency })
  return {
    id,
    number: contactView(first),
    others: others.map(contactView),
    useWhen: emergency.useWhen,
    say: emergency.say,
    note: prose(emergency.note),
    refs: cite.refs('emergency'),
    since: cite.since('emergency'),
    standing: verificationView(profile),
  }
}

export interface RuleView {
  id: string
  word: string
  text: Cited
  /** What to say, where it is stated. */
  say: string | null
  standing: Verification
}

/** A status or rule of a profile, with its word; null where the profile has none. */
function ruleView(
  profile: LiveEntry<'profile'>,
  claim: 'doxxing' | 'recording',
  rule: { word: string; text: string; say?: string } | null,
  sources: SourceList,
  block: CitingBlock,
): RuleView | null {
  const text = rule && citer(sources, profile, block).text(claim, rule.text)
  return rule && text
    ? {
        id: `${profile.key}/${claim}`,
        word: rule.word,
        text,
        say: rule.say ?? null,
        standing: verificationView(profile),
      }
    : null
}

export function doxxingView(profile: LiveEntry<'profile'>, sources: SourceList): RuleView | null {
  const { doxxing } = profile.content
  const rule = doxxing && {
    word: catalogue.labels.doxxing[doxxing.status],
    text: doxxing.text,
    say: doxxing.say,
  }
  return ruleView(profile, 'doxxing', rule, sources, {
    id: `${profile.key}/doxxing`,
    title: catalogue.guide.doxxing,
  })
}

/** @param block the block that prints the rule, where it has none of its own. */
export function recordingView(
  profile: LiveEntry<'profile'>,
  sources: SourceList,
  block: CitingBlock = { id: `${profile.key}/recording`, title: catalogue.guide.recording },
): RuleView | null {
  const { recording } = profile.content
  const rule = recording && { word: catalogue.labels.recording[recording.rule], text: recording.text }
  return ruleView(profile, 'recording', rule, sources, block)
}
