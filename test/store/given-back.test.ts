import { createLocalReq, type PayloadRequest } from 'payload'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sealEvent, type EventBody } from '#domain/desk/events.ts'
import type { Sha256 } from '#domain/hash.ts'
import { readEvents, writeEvent } from '#store/desk/events.ts'
import { openFlag, readFlags } from '#store/desk/flags.ts'
import { GivenBackOtherwise } from '#store/given-back.ts'
import { inTransaction } from '#store/transaction.ts'
import { putQuoteState, readWordStates } from '#store/watch/quote-states.ts'
import { databaseName, missing, openDatabase, type TestDatabase } from '../support/database.ts'

const CUT = 'Cut \ud83d'
const body = (details: EventBody['details']): EventBody => ({
  entry: 'testland/offence/sample',
  n: 1,
  at: '2026-11-21T10:00:00.000Z',
  actor: { id: 'user:1', name: 'Ada' },
  action: 'create',
  revision: 1,
  edition: null,
  details,
  previous: null,
})

describe.skipIf(missing)(`what ${databaseName} gives back`, () => {
  let database: TestDatabase
  let req: PayloadRequest
  beforeAll(async () => {
    database = await openDatabase()
    req = await createLocalReq({}, database.payload)
  })
  afterAll(async () => database.close())

  it('is what was hashed, or nothing is kept', async () => {
    const event = sealEvent(body({ note: 'Māori 👩‍⚖️\n中文' }))
    const altered = { ...event, hash: '0'.repeat(64) as Sha256 }
    const mine = await createLocalReq({}, database.payload)
    await expect(inTransaction(mine, () => writeEvent(mine, altered))).rejects.toThrow(GivenBackOtherwise)
    if (databaseName === 'sqlite') expect(await readEvents(req, event.entry)).toEqual([])
    else return
    await writeEvent(req, event)
    expect(await readEvents(req, event.entry)).toEqual([event])
  })

  it('is never half of a character: none is hashed, none is written', async () => {
    expect(() => sealEvent(body({ deep: [{ note: CUT }] }))).toThrow(
      'details.deep.0.note holds half of a character (a surrogate): it is not hashed.',
    )
    for (const data of [{ brand: CUT }, { brand: 'null \u0000' }, { guide: { title: CUT } }])
      await expect(database.payload.db.updateGlobal({ slug: 'site', data, req })).rejects.toMatchObject({
        status: 422,
        message: expect.stringContaining('holds half of a character') as string,
      })
  })

  it('is what a strange page said, cleaned of what cannot be kept: nothing of it stops a pass', async () => {
    const words = `\u202eBad \ufffd\u200b${CUT} Me\u0301tis\u00a0\u0000`
    const quote = { exact: words, prefix: words, suffix: null }
    await putQuoteState(req, {
      key: 'source#1',
      source: 'source',
      since: '2026-11-21T10:00:00.000Z',
      times: 1,
      checkedAt: '2026-11-21T10:00:00.000Z',
      slot: '2026-11-21',
      quote: { ...quote, exact: 'Quoted' },
      verdict: 'altered',
      because: words,
      stood: null,
      now: quote,
    } as never)
    const { quotes } = await readWordStates(req)
    expect(quotes.get('source#1')).toMatchObject({
      because: 'Bad Cut  Métis ',
      now: { exact: 'Bad Cut  Métis ', prefix: 'Bad Cut  Métis ' },
    })
    await openFlag(req, {
      kind: 'wording-altered',
      entry: '',
      about: 'sources/1',
      detail: words,
      claims: [words],
      liveN: null,
      by: 'The watch',
      at: new Date('2026-11-21T10:00:00Z'),
    })
    expect(await readFlags(req)).toMatchObject([{ detail: 'Bad Cut  Métis ', claims: ['Bad Cut  Métis '] }])
  })
})
