import type { LegalDate } from '#domain/dates.ts'
import type { ProposedChange, ProposedLawChange } from '#domain/watch/proposals.ts'
import {
  sameItem,
  type NewLegislation,
  type RegisterEffect,
  type RegisterId,
} from '#domain/watch/register.ts'
import { isNews, type Watched } from './reading.ts'

/** One of our instruments that the register of the United Kingdom also keeps. */
export interface WatchedInstrument extends Watched {
  register: RegisterId
}

/** The register's public site. */
const SITE = 'https://www.legislation.gov.uk'

/** A change of words inside a provision leaves the provision in force. */
const OF_WORDS = /^(?:words?|figures?|entry|entries|sums?|definition)\b/i
const REPEALS = /\b(?:repeal|revo[ck]|omitted|ceas|expire|lapse)/i
const COMMENCES = /\b(?:coming into force|commence|brought into force)/i

function whatOf(type: string): ProposedChange {
  if (COMMENCES.test(type)) return 'commencement'
  return REPEALS.test(type) && !OF_WORDS.test(type) ? 'repeal' : 'amendment'
}

const daysOf = ({ days }: RegisterEffect): LegalDate[] => days.flatMap(({ on }) => on ?? [])

/** The first new day; otherwise the last day. */
function dayOf(effect: RegisterEffect, since: LegalDate): LegalDate | null {
  const dates = daysOf(effect).sort()
  return dates.find((on) => on >= since) ?? dates.at(-1) ?? null
}

const pageOf = (uri: string): string => `${SITE}${new URL(uri).pathname.replace(/^\/id\//, '/')}`

/** Page on which the register lists the effects of one instrument on another. */
const effectsPage = ({ affected, affecting }: RegisterEffect): string =>
  `${SITE}/changes/affected/${affected.type}/${affected.year}/${affected.number}/affecting/${affecting.type}/${affecting.year}/${affecting.number}`

/** “s. 127(2)(a): repealed by the Online Safety Act 2023, Sch. 14 para. 10”. */
const titleOf = ({ affected, affecting, type }: RegisterEffect): string =>
  `${affected.provisions ?? 'The whole'}: ${type} by ${affecting.title}${affecting.provisions ? `, ${affecting.provisions}` : ''}`

/**
 * Before 1963 Acts were numbered by session, so two of one calendar year may share a number: the title must match
 * too.
 */
const SESSIONS_ENDED = 1963
const plain = (title: string): string => title.toLowerCase().replace(/^the /, '').replace(/\W+/g, ' ').trim()

/** Proposals from effects on our instruments. Effects on others, and effects already reviewed, propose nothing. */
export function proposalsOf(
  effects: readonly RegisterEffect[],
  watched: readonly WatchedInstrument[],
): ProposedLawChange[] {
  return effects.flatMap((effect) => {
    const { affected, affecting } = effect
    const ours = watched.find(({ register }) => sameItem(register, affected))
    if (!ours || !isNews(daysOf(effect), effect.modified.slice(0, 10) >= ours.since, ours.since)) return []
    if (affected.year < SESSIONS_ENDED && plain(affected.title) !== plain(ours.title)) return []
    return [
      {
        effect: effect.id,
        instrument: ours.id,
        what: whatOf(effect.type),
        title: titleOf(effect),
        provisions: affected.provisions,
        by: affecting.title,
        effectiveOn: dayOf(effect, ours.since),
        days: [...new Set(daysOf(effect))].sort(),
        url: effectsPage(effect),
        modified: effect.modified,
      },
    ]
  })
}

const NAMED_AFTER = /\b(commencement|amendment|repeal|revocation)\b/i

/**
 * Proposals from new legislation named after one of our instruments: “Online Safety Act 2023 (Commencement No. 7)
 * Regulations 2026”. It is published weeks before its effects are recorded, and gives no day.
 */
export function proposalsOfNew(
  published: readonly NewLegislation[],
  watched: readonly WatchedInstrument[],
): ProposedLawChange[] {
  return published.flatMap(({ uri, title, updated }) =>
    watched.flatMap((ours): ProposedLawChange[] => {
      const own = plain(ours.title)
      const named = plain(title)
      // An instrument's own publication is no change to it; a title that only begins the same is another instrument.
      if (named === own || !` ${named} `.includes(` ${own} `)) return []
      const word = NAMED_AFTER.exec(title.slice(title.toLowerCase().indexOf(ours.title.toLowerCase())))
      if (!word || updated.slice(0, 10) < ours.since) return []
      const kind = (word[1] ?? '').toLowerCase()
      return [
        {
          effect: `${uri} on ${ours.id}`,
          instrument: ours.id,
          what: kind === 'commencement' ? 'commencement' : kind === 'amendment' ? 'amendment' : 'repeal',
          title: `Published: ${title}`,
          provisions: null,
          by: title,
          effectiveOn: null,
          days: [],
          url: pageOf(uri),
          modified: updated,
        },
      ]
    }),
  )
}
