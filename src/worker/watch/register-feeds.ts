import { registerPath } from '#domain/watch/register.ts'
import type { Registered, RegisterName } from '#domain/watch/registers.ts'
import type { Env } from '#lib/env.ts'
import type { Outbound } from '#lib/outbound/outbound.ts'
import { AUSTRALIA, readAustralia, titleFeed } from '#pipelines/register/australia/read-australia.ts'
import { actFeed, CANADA, readCanada } from '#pipelines/register/canada/read-canada.ts'
import { NEW_ZEALAND, NewZealand, versionsFeed } from '#pipelines/register/new-zealand/read-new-zealand.ts'
import { proposalsOf, proposalsOfNew, type WatchedInstrument } from '#pipelines/register/propose.ts'
import type { Keep, Read, RegisterRequest, Watched } from '#pipelines/register/reading.ts'
import { changesFeed, NEW_FEED, readRegister, REGISTER } from '#pipelines/register/read-register.ts'

/** Something that is read of a register. */
export interface Feed {
  of: RegisterName
  feed: string
  about: string
  /** True where only what was published lately is of interest at the first reading. */
  lately?: boolean
  read: (outbound: Outbound, request: RegisterRequest, keep: Keep) => Promise<Read>
}

/** Where each register is. */
export const ORIGINS: Record<RegisterName, string> = {
  'united-kingdom': REGISTER,
  canada: CANADA,
  australia: AUSTRALIA,
  'new-zealand': NEW_ZEALAND,
}

/** Of the United Kingdom: one feed per instrument, plus the feed of new legislation. */
function feedsOfUnitedKingdom(watched: readonly WatchedInstrument[]): Feed[] {
  const feeds: Feed[] = watched.map((instrument) => ({
    of: 'united-kingdom',
    feed: changesFeed(registerPath(instrument.register)),
    about: instrument.title,
    read: (outbound, request, keep) =>
      readRegister(outbound, request, ({ effects }) => keep(proposalsOf(effects, [instrument]))),
  }))
  if (watched.length > 0)
    feeds.push({
      of: 'united-kingdom',
      feed: NEW_FEED,
      about: 'New legislation',
      lately: true,
      read: (outbound, request, keep) =>
        readRegister(outbound, request, ({ published }) => keep(proposalsOfNew(published, watched))),
    })
  return feeds
}

type Elsewhere = Exclude<Registered, { of: 'united-kingdom' }>

/** What is read of an instrument of another country; null where a key is needed, and there is none. */
function readingOf(
  register: Elsewhere,
  watched: Watched,
  newZealand: NewZealand | null,
): Pick<Feed, 'feed' | 'read'> | null {
  switch (register.of) {
    case 'canada': {
      const { act } = register
      return {
        feed: actFeed(act),
        read: (outbound, request, keep) => readCanada(outbound, request, { act, watched, keep }),
      }
    }
    case 'australia':
      return {
        feed: titleFeed(register),
        read: (outbound, request, keep) => readAustralia(outbound, request, { watched, keep }),
      }
    case 'new-zealand': {
      const { work } = register
      return (
        newZealand && {
          feed: versionsFeed(work),
          read: (outbound, request, keep) => newZealand.read(outbound, request, { work, watched, keep }),
        }
      )
    }
  }
}

/** What is read in one pass, register by register. */
export function feedsOf(
  instruments: readonly (Watched & { register: Registered })[],
  { nzLegislationKeyFile }: Pick<Env, 'nzLegislationKeyFile'>,
): Feed[] {
  const newZealand = nzLegislationKeyFile === null ? null : new NewZealand(nzLegislationKeyFile)
  const ofUnitedKingdom: WatchedInstrument[] = []
  const others: Feed[] = []
  for (const { register, ...watched } of instruments)
    if (register.of === 'united-kingdom') ofUnitedKingdom.push({ ...watched, register: register.id })
    else {
      const reading = readingOf(register, watched, newZealand)
      if (reading) others.push({ of: register.of, about: watched.title, ...reading })
    }
  return [...feedsOfUnitedKingdom(ofUnitedKingdom), ...others]
}
