import type { Change } from '#domain/publish/changes.ts'
import {
  revivedLine,
  sinceWords,
  type EarlierRelease,
  type RollBackChoice,
} from '#domain/publish/earlier-releases.ts'
import type { ReleaseForms } from '#domain/publish/published-forms.ts'
import { PublishedForms } from '#lib/published-forms.ts'
import { currentName, releasesOnDisk, sequenceOf } from '#lib/release-names.ts'
import { readPublishingEnd } from '#store/desk/hold.ts'
import { readChanges } from '#store/publish/changes.ts'
import { releaseTimesOf } from '#store/publish/releases.ts'
import type { Desk } from '../desk.ts'
import { assertAdministers, releaseToGiveBack, revivedByRelease } from './roll-back.ts'

/** At most this many releases are offered: the command takes any number. */
const OFFERED = 50

type Listed = Pick<ReleaseForms, 'changes' | 'held'>

/** The number of the first change that a release does not tell. */
function firstUntold({ changes }: Listed): number {
  const told = new Set(changes.map(([seq]) => seq))
  let seq = 1
  while (told.has(seq)) seq += 1
  return seq
}

function described(
  name: string,
  listed: Listed,
  { at, changes, places }: { at: string | null; changes: readonly Change[]; places: ReleaseForms['places'] },
): EarlierRelease {
  const told = new Set(listed.changes.map(([seq]) => seq))
  return {
    sequence: sequenceOf(name),
    at,
    since: sinceWords(
      changes.filter(({ seq }) => !told.has(seq)),
      places,
    ),
    held: listed.held !== undefined,
  }
}

/** The releases on this disk that readers can be given back: those with a list of what they show. */
export async function rollBackChoiceOf(desk: Desk & { dataDir: string }): Promise<RollBackChoice> {
  assertAdministers(desk, 'roll back')
  const { req, dataDir } = desk
  const { n, hold } = await readPublishingEnd(req)
  const current = sequenceOf((await currentName(dataDir)) ?? '')
  const names = (await releasesOnDisk(dataDir))
    .filter((name) => sequenceOf(name) < current && name !== hold?.release)
    .slice(0, OFFERED)
  const lists = new Map<string, Listed>()
  for (const name of names) {
    const forms = await new PublishedForms(dataDir, name).all()
    if (forms) lists.set(name, { changes: forms.changes, ...(forms.held && { held: forms.held }) })
  }
  const { places = [] } = (await new PublishedForms(dataDir).all()) ?? {}
  const times = await releaseTimesOf(req, [...lists.keys()])
  const changes =
    lists.size === 0 ? [] : await readChanges(req, Math.min(...[...lists.values()].map(firstUntold)) - 1)
  return {
    seen: n,
    hold,
    current,
    earlier: [...lists].map(([name, listed]) =>
      described(name, listed, { at: times.get(name) ?? null, changes, places }),
    ),
  }
}

/**
 * What must not come back of an earlier release, in words: empty where readers can be given all of it.
 * @throws {Refused} where there is no such release, or nothing to compare it with.
 */
export async function revivedLinesOf(desk: Desk & { dataDir: string }, to: number): Promise<string[]> {
  assertAdministers(desk, 'roll back')
  const { req, dataDir } = desk
  const { hold } = await readPublishingEnd(req)
  const release = await releaseToGiveBack(dataDir, to, hold)
  const { places = [] } = (await new PublishedForms(dataDir, release).all()) ?? {}
  return (await revivedByRelease(req, dataDir, release)).map((each) => revivedLine(each, places))
}
