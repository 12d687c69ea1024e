import type { ProposedChange, ProposedLawChange } from '#domain/watch/proposals.ts'
import { isNews, type Watched } from '../reading.ts'
import type { TitleVersion } from './read-versions.ts'

/** The public site of the Federal Register of Legislation. */
const SITE = 'https://www.legislation.gov.au'

/** What the register calls a change, and what it is to editors; others change no words. */
const CHANGES: Record<string, { what: ProposedChange; words: string }> = {
  Amend: { what: 'amendment', words: 'Amended' },
  Repeal: { what: 'repeal', words: 'Repealed' },
  Cease: { what: 'repeal', words: 'Ceased to have effect' },
  Disallow: { what: 'repeal', words: 'Disallowed' },
}

/**
 * Proposals from the versions of a title. The register names the provisions of the amending Act, and not those of ours
 * that it changes: an editor looks which.
 */
export const proposalsOfVersions = (
  titleId: string,
  versions: readonly TitleVersion[],
  watched: Watched,
): ProposedLawChange[] =>
  versions
    .filter(({ on, registered }) => isNews([on], registered.slice(0, 10) >= watched.since, watched.since))
    .flatMap(({ on, registered, reasons }) =>
      reasons.flatMap(({ affect, by }): ProposedLawChange[] => {
        const change = CHANGES[affect]
        if (!change) return []
        const { what, words } = change
        return [
          {
            effect: `legislation.gov.au/${titleId}/${on}/${affect}/${by.titleId ?? by.name}`,
            instrument: watched.id,
            what,
            title: `${words} by ${by.name}${by.provisions ? `, ${by.provisions}` : ''}`,
            provisions: null,
            by: by.name,
            effectiveOn: on,
            days: [on],
            url: `${SITE}/${titleId}/latest/versions`,
            modified: registered,
          },
        ]
      }),
    )
