import type { Payload } from 'payload'
import type { Instrument, LawChange, Offence } from '#payload-types'
import { offenceData, type Ground } from '../content/content.ts'
import type { Person } from './staff.ts'

interface Amended {
  act: Instrument
  law: LawChange
}

/** An Act with nothing on it yet, and its amendment. */
export async function amendedAct(
  payload: Payload,
  user: Person,
  { place }: Pick<Ground, 'place'>,
  { name, ...change }: { name: string; effectiveOn?: string; provisions?: string },
): Promise<Amended> {
  const by = { overrideAccess: false, user }
  const act = await payload.create({
    collection: 'instruments',
    data: { title: name, kind: 'act', jurisdiction: place.id },
    ...by,
  })
  const law = await payload.create({
    collection: 'law-changes',
    data: {
      title: `${name} is amended`,
      instrument: act.id,
      what: 'amendment',
      effectiveOn: '2026-12-01',
      ...change,
    },
    ...by,
  })
  return { act, law }
}

/** Offences that an Act creates, with their keys. */
export async function offencesOn(
  payload: Payload,
  user: Person,
  ground: Ground,
  titles: readonly string[],
): Promise<(Offence & { key: string })[]> {
  const docs: (Offence & { key: string })[] = []
  for (const title of titles) {
    const doc = await payload.create({
      collection: 'offences',
      data: offenceData(ground, title),
      overrideAccess: false,
      user,
    })
    docs.push({ ...doc, key: doc.key ?? '' })
  }
  return docs
}
