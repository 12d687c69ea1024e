import type { LiveEntry } from '#domain/publish/snapshot.ts'
import type { CitingBlock } from '#domain/publish/source-list.ts'
import { prose, type ProseBlock } from '#domain/content/prose.ts'
import { citer, contactView, type Cited, type ContactView } from './parts.ts'
import type { PageContext, Verification } from './page-context.ts'
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
export function emergencyView(profile: LiveEntry<'profile'>, page: PageContext): EmergencyView | null {
  const { emergency } = profile.content
  const [first, ...others] = emergency?.contacts ?? []
  if (!emergency || !first) return null
  const id = `${profile.key}/emergency`
  const cite = citer(page.sources, profile, { id, title: catalogue.guide.emergency })
  return {
    id,
    number: contactView(first),
    others: others.map(contactView),
    useWhen: emergency.useWhen,
    say: emergency.say,
    note: prose(emergency.note),
    refs: cite.refs('emergency'),
    since: cite.since('emergency'),
    standing: page.age(profile),
  }
}

/** A status or rule of a profile, with its word. */
export interface Rule {
  id: string
  word: string
  text: Cited
  /** What to say, where it is stated. */
  say: string | null
}

export interface RuleView extends Rule {
  standing: Verification
}

/** Null where the profile has none. */
function ruleOf(
  profile: LiveEntry<'profile'>,
  claim: 'doxxing' | 'recording',
  rule: { word: string; text: string; say?: string } | null,
  page: PageContext,
  block: CitingBlock,
): Rule | null {
  const text = rule && citer(page.sources, profile, block).text(claim, rule.text)
  return rule && text ? { id: `${profile.key}/${claim}`, word: rule.word, text, say: rule.say ?? null } : null
}

export function doxxingView(profile: LiveEntry<'profile'>, page: PageContext): RuleView | null {
  const { doxxing } = profile.content
  const block = { id: `${profile.key}/doxxing`, title: catalogue.guide.doxxing }
  const rule = doxxing && {
    word: catalogue.labels.doxxing[doxxing.status],
    text: doxxing.text,
    say: doxxing.say,
  }
  return withStanding(ruleOf(profile, 'doxxing', rule, page, block), profile, page, block)
}

/** @param block the block that prints the rule. */
export function recordingRule(
  profile: LiveEntry<'profile'>,
  page: PageContext,
  block: CitingBlock,
): Rule | null {
  const { recording } = profile.content
  const rule = recording && { word: catalogue.labels.recording[recording.rule], text: recording.text }
  return ruleOf(profile, 'recording', rule, page, block)
}

export function recordingView(profile: LiveEntry<'profile'>, page: PageContext): RuleView | null {
  const block = { id: `${profile.key}/recording`, title: catalogue.guide.recording }
  return withStanding(recordingRule(profile, page, block), profile, page, block)
}

const withStanding = (
  rule: Rule | null,
  profile: LiveEntry<'profile'>,
  page: PageContext,
  block: CitingBlock,
): RuleView | null => rule && { ...rule, standing: page.standing(profile, block) }
