import { addDays } from '#domain/dates.ts'
import type { ProposedChange, ProposedLawChange } from '#domain/watch/proposals.ts'
import type { Watched } from '../reading.ts'
import type { TitleVersion } from './read-versions.ts'

/** The public site of the Federal Register of Legislation. */
const SITE = 'https://www.legislation.gov.au'

/** Days before the last review within which a change may have taken force and been registered only after it. */
const LATE = 365

/** What the register calls a change, and what it is to editors; others change no words. */
const CHANGES: Record<string, { what: ProposedChange; words: string }> = {
  Amend: { what: 'amendment', words: 'Amended' },
  Repeal: { what: 'repeal', words: 'Repealed' },
  Cease: { what: 'repeal', words: 'Ceased to have effect' },
  Disallow: { what: 'repeal', words: 'Disallowed' },
}

const isNews = ({ on, registered }: TitleVersion, { since }: Watched): boolean =>
  on >= since || (on >= addDays(since, -LATE) && registered.slice(0, 10) >= since)

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
    .filter((version) => isNews(version, watched))
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
