import { SITUATION_GROUPS, type SituationGroup } from '#domain/content/situations.ts'
import type { LiveEntry } from '#domain/publish/snapshot.ts'
import type { OffenceLink } from './offence.ts'
import { catalogue } from '../words/index.ts'

/** What a person says has happened, and the offences that it can be. */
export interface SituationView {
  text: string
  /** The offence that fits first. */
  href: string
  title: string
  standingWord: string | null
  /** Others of the guide that say the same. */
  others: OffenceLink[]
}

export interface SituationGroupView {
  label: string
  items: SituationView[]
}

/** The situations of a guide's offences by group, each sentence once. */
export function situationsView(
  offences: readonly LiveEntry<'offence'>[],
  links: ReadonlyMap<string, OffenceLink>,
): SituationGroupView[] {
  const groups = new Map<SituationGroup, Map<string, SituationView>>()
  for (const { key, content } of offences) {
    const link = links.get(key)
    if (!link) continue
    for (const { group, text } of content.situations ?? []) {
      const items = groups.get(group) ?? new Map<string, SituationView>()
      groups.set(group, items)
      const known = items.get(text)
      if (known) known.others.push(link)
      else items.set(text, { text, ...link, others: [] })
    }
  }
  return (Object.keys(SITUATION_GROUPS) as SituationGroup[]).flatMap((group) => {
    const items = [...(groups.get(group)?.values() ?? [])]
    return items.length > 0 ? [{ label: catalogue.labels.situationGroups[group], items }] : []
  })
}
