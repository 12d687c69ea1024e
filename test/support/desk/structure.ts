import { createLocalReq, type Payload, type PayloadRequest } from 'payload'
import type { Jurisdiction } from '#payload-types'
import { CORPUS_EDITOR, CORPUS_REVIEWER } from '#domain/desk/actors.ts'
import { approve } from '#desk/desk/approve.ts'
import type { About } from '#desk/entry.ts'
import { NOTHING_SAID } from '#desk/desk/freeze.ts'
import { goLive } from '#desk/publish/go-live.ts'
import { submit } from '#desk/desk/submit.ts'
import { actingAs } from '#lib/actor.ts'
import { fixedClock } from '#lib/clock.ts'
import { readHead } from '#store/desk/heads.ts'
import { inTransaction } from '#store/transaction.ts'
import { readKey } from '#store/desk/working-copies.ts'

/** The places and the site of tests go live before anything else. */
const clock = fixedClock('2026-01-02T00:00:00Z')
const timeZone = 'UTC'

type Data = Record<string, unknown>

const request = (payload: Payload): Promise<PayloadRequest> =>
  createLocalReq({ context: actingAs(CORPUS_EDITOR) }, payload)

/** Takes a saved working copy live, through the desk and the worker. */
async function makeLive(payload: Payload, about: About): Promise<void> {
  const req = await request(payload)
  await inTransaction(req, async () => {
    const key = await readKey(req, about.kind, about.id)
    const now = await readHead(req, key)
    const desk = { req, clock, timeZone }
    const submission = now?.live
      ? { ...NOTHING_SAID, changeKind: 'change' as const, changeNote: 'Changed.' }
      : NOTHING_SAID
    const from = now?.revision ?? null
    const { edition } = await submit(
      { ...desk, actor: CORPUS_EDITOR },
      { ...about, from, submission, checkedOn: null },
    )
    const head = await approve({ ...desk, actor: CORPUS_REVIEWER }, { ...about, hash: edition.hash })
    await goLive(desk, head)
  })
}

/** A jurisdiction that is saved but not reviewed. */
export const savedPlace = async (payload: Payload, data: Data): Promise<Jurisdiction> =>
  payload.create({
    collection: 'jurisdictions',
    data: data as never,
    overrideAccess: true,
    req: await request(payload),
  })

/** A live jurisdiction. */
export async function livePlace(payload: Payload, data: Data): Promise<Jurisdiction> {
  const place = await savedPlace(payload, data)
  await makeLive(payload, { kind: 'jurisdiction', id: place.id })
  return payload.findByID({ collection: 'jurisdictions', id: place.id, depth: 0, overrideAccess: true })
}

/** Saves fields of a jurisdiction, based on its current revision. */
export async function savePlace(payload: Payload, id: string, data: Data): Promise<Jurisdiction> {
  const { revision } = await payload.findByID({
    collection: 'jurisdictions',
    id,
    depth: 0,
    overrideAccess: true,
  })
  return payload.update({
    collection: 'jurisdictions',
    id,
    data: { revision, ...data },
    overrideAccess: true,
    req: await request(payload),
  })
}

/** Saves fields of a jurisdiction and takes them live. */
export async function changePlace(payload: Payload, id: string, data: Data): Promise<void> {
  await savePlace(payload, id, data)
  await makeLive(payload, { kind: 'jurisdiction', id })
}

/** Saves the site's text without review. */
export async function saveSite(payload: Payload, data: unknown): Promise<void> {
  const { revision } = await payload.findGlobal({ slug: 'site', overrideAccess: true })
  await payload.updateGlobal({
    slug: 'site',
    data: { ...(data as Data), revision },
    overrideAccess: true,
    req: await request(payload),
  })
}

/** Saves the site's text and takes it live. */
export async function liveSite(payload: Payload, data: unknown): Promise<void> {
  await saveSite(payload, data)
  await makeLive(payload, { kind: 'site', id: 'site' })
}
