import { UPGRADE } from '#domain/desk/actors.ts'
import type { Structure } from '#domain/content/content.ts'
import { freezeEdition } from '#domain/content/editions.ts'
import type { EventDetails } from '#domain/desk/heads.ts'
import { SITE_KEY, STRUCTURE_KINDS } from '#domain/keys.ts'
import { inStoredForm } from '#domain/texts.ts'
import type { PublishedForms } from '#lib/published-forms.ts'
import { writeEdition } from '#store/desk/editions.ts'
import { readHeads, readOrBegin } from '#store/desk/heads.ts'
import { readSavedStructure, writeRevision } from '#store/desk/working-copies.ts'
import { assertAllowed, todayOf } from '../desk.ts'
import { take } from '../entry.ts'
import { NOTHING_SAID } from '../desk/freeze.ts'
import type { PublisherDesk } from './go-live.ts'

/** The revision the desk assigns to content saved before it was reviewed. */
const FIRST = 1

/**
 * Creates the first live edition of each place, and of the words of the site, unknown to the desk: readers keep
 * seeing the same content, and an event records that nobody reviewed it.
 * @returns how many were taken over.
 */
export async function takeOver(desk: PublisherDesk): Promise<number> {
  const { req } = desk
  const known = new Set((await readHeads(req, ofStructure)).map(({ entry }) => entry))
  const fresh = (await readSavedStructure(req)).filter(({ key }) => !known.has(key))
  for (const structure of fresh) await takeOne(desk, structure)
  return fresh.length
}

const ofStructure = { kind: { in: [...STRUCTURE_KINDS] } }

async function takeOne(desk: PublisherDesk, structure: Structure): Promise<void> {
  const { req } = desk
  const today = todayOf(desk)
  const head = await readOrBegin(req, structure.key, structure.kind)
  assertAllowed(UPGRADE, { action: 'take-over' }, head)
  const frozen = { ...inStoredForm(structure), inForceAsOf: today }
  const edition = freezeEdition(frozen, 1, FIRST, NOTHING_SAID)
  await writeEdition(req, edition)
  await writeRevision(req, structure, FIRST)
  await take(
    { ...desk, actor: UPGRADE },
    {
      head,
      action: 'take-over',
      revision: FIRST,
      edition: edition.hash,
      details: {
        n: edition.n,
        contentHash: edition.contentHash,
        revision: FIRST,
        seq: 0,
        since: today,
        inForceAsOf: today,
        reverifyEvery: structure.reverifyEvery,
      } satisfies EventDetails['take-over'],
    },
  )
}

/**
 * Does the same once, in an installation that never reviewed structure. If the desk or a release already knows
 * any structure, unknown content bypassed the desk and is not taken over.
 */
export async function takeOverOnce(desk: PublisherDesk, forms: PublishedForms): Promise<number> {
  if ((await readHeads(desk.req, ofStructure)).length > 0) return 0
  return (await forms.eventsOf(SITE_KEY)) === null ? takeOver(desk) : 0
}
