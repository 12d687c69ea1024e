import type { ProposedLawChange } from '#domain/watch/proposals.ts'
import { isNews, type Watched } from '../reading.ts'
import type { ChangedSection } from './read-act.ts'

/** The public site of Justice Laws. */
const SITE = 'https://laws-lois.justice.gc.ca'

/** `2024, c. 17` of `2024, c. 17, s. 5`: sections changed by one Act become one card. */
const actOf = (by: string): string => by.replace(/,\s*(?:ss?|Sch)\..*$/, '')

/** A range of sections has no page of its own. */
const pageOf = (act: string, label: string): string =>
  /^[\d.]+$/.test(label) ? `${SITE}/eng/acts/${act}/section-${label}.html` : `${SITE}/eng/acts/${act}/`

/**
 * Proposals from the sections of an Act whose words changed since it was last reviewed. Justice Laws shows the text in
 * force alone: a change is proposed once it is law. It consolidates a change after its day, and does not say when.
 * @param readUpTo the newest change of an earlier reading: later ones were consolidated since; null before the first.
 */
export const proposalsOfSections = (
  act: string,
  sections: readonly ChangedSection[],
  { id, since }: Watched,
  readUpTo: string | null,
): ProposedLawChange[] =>
  sections
    .filter(({ on }) => isNews([on], readUpTo !== null && on > readUpTo.slice(0, 10), since))
    .map(({ label, on, repealed, by }) => {
      const what = repealed ? ('repeal' as const) : ('amendment' as const)
      return {
        effect: `laws-lois.justice.gc.ca/${act}/${label}/${on}`,
        instrument: id,
        what,
        title: `s. ${label}: ${repealed ? 'repealed' : 'amended'}${by ? ` by ${by}` : ''}`,
        provisions: `s. ${label}`,
        by: by ? actOf(by) : 'an Act that its history does not name',
        effectiveOn: on,
        days: [on],
        url: pageOf(act, label),
        modified: `${on}T00:00:00.000Z`,
      }
    })
