import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RollBackChoice } from '#domain/publish/earlier-releases.ts'
import { readHold } from '#store/desk/hold.ts'
import { databaseName, missing, openDatabase, type TestDatabase } from '../../support/database.ts'
import { PATIENCE } from '../../support/patience.ts'
import { rollBackStage, type RollBackStage } from '../../support/publish/roll-back.ts'
import { rest, signIn } from '../../support/rest.ts'

describe.skipIf(missing)(`rolling back over the API on ${databaseName}`, () => {
  let database: TestDatabase
  let stage: RollBackStage
  let tokens: Record<'ed' | 'rey' | 'ada', string>
  beforeAll(async () => {
    database = await openDatabase()
    stage = await rollBackStage(database)
    const { ed, rey, ada } = stage.people
    tokens = { ed: await signIn(ed), rey: await signIn(rey), ada: await signIn(ada) }
    await stage.retitle('A title that broke the page')
    await stage.publishNow()
    await stage.retitle('A title that is right', 'correction')
    await stage.withdraw()
    await stage.publishNow()
  })
  afterAll(() => database?.close())

  const get = (path: string, token: string | null = tokens.ada) => rest('get', `/releases/${path}`, { token })
  const post = (path: string, body: object, token: string | null = tokens.ada) =>
    rest('post', `/releases/${path}`, { token, body })
  const back = (asked: object, token?: string) =>
    post('roll-back', { to: 1, reason: 'A broken page.', carryOver: false, seen: 0, ...asked }, token)
  const hold = () => readHold({ payload: database.payload })

  it('is for administrators alone', async () => {
    for (const token of [tokens.ed, tokens.rey]) {
      const answers = [
        await get('earlier', token),
        await get('revived?to=1', token),
        await back({}, token),
        await post('resume', { reason: 'Mended.', seen: 0 }, token),
      ]
      expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403])
    }
    expect((await get('earlier', null)).status).toBe(401)
    expect((await post('roll-back', {}, null)).status).toBe(401)
    expect(await hold()).toBeNull()
  })

  it('lists the releases that can be given back, with what has changed since', async () => {
    const { status, json } = await get('earlier')
    expect(status).toBe(200)
    const { earlier, ...rest } = json as RollBackChoice
    expect(rest).toEqual({ seen: 0, hold: null, current: 3 })
    expect(earlier).toEqual([
      {
        sequence: 2,
        at: stage.desk.clock.now().toISOString(),
        since:
          'Since then: How a case reaches the United States (withdrawn); A title that is right, Scotland (correction).',
        held: false,
      },
      {
        sequence: 1,
        at: expect.any(String) as string,
        since: expect.stringContaining('A title that broke the page, Scotland (change).') as string,
        held: false,
      },
    ])
  })

  it('names what must not come back, for the release asked for', async () => {
    expect((await get('revived?to=2')).json).toEqual({
      revived: [
        'A title that is right, Scotland: was corrected since.',
        'How a case reaches the United States: was withdrawn since.',
      ],
    })
    for (const none of ['revived?to=3', 'revived?to=17', 'revived?to=x', 'revived'])
      expect((await get(none)).status, none).toBe(409)
  })

  it('refuses without a reason, without carrying over, and on an old state; then nothing is held', async () => {
    const empty = await back({ reason: '  ' })
    expect([empty.status, empty.message]).toEqual([
      422,
      'Give a reason: it stands in the record. Give a reason.',
    ])
    const named = await back({})
    expect(named.status).toBe(409)
    expect(named.message).toContain('Release 1 cannot be given back as it is.')
    expect(named.message).toContain('was withdrawn since')
    const old = await back({ carryOver: true, seen: 7 })
    expect([old.status, old.message]).toEqual([
      409,
      expect.stringContaining('Somebody else rolled back or resumed publishing meanwhile.'),
    ])
    for (const unfit of [{ to: 0 }, { to: '1' }, { to: null }, { seen: null }, { carryOver: 'yes' }])
      expect((await back(unfit)).status, JSON.stringify(unfit)).toBe(422)
    expect(await hold()).toBeNull()
  })

  it(
    'rolls back with what is carried over, and resumes',
    async () => {
      const { page, publishNow, retitle } = stage
      expect(await back({ carryOver: true })).toMatchObject({
        status: 200,
        json: { carried: ['scotland/offence/stalking', 'united-states/route'] },
      })
      expect(await hold()).toMatchObject({ by: 'Ada', reason: 'A broken page.', sequence: 1, n: 1 })
      await publishNow()
      expect(page('/guides/scotland/')).toContain('A title that is right')
      const again = (await get('earlier')).json as RollBackChoice
      expect(again).toMatchObject({ seen: 1, hold: { by: 'Ada', sequence: 1 }, current: 4 })
      expect(
        again.earlier.map(({ sequence }) => sequence),
        'not the one that readers have',
      ).toEqual([3, 2])

      expect((await post('resume', { reason: 'Mended.', seen: 0 })).status).toBe(409)
      expect((await post('resume', { reason: '', seen: 1 })).status).toBe(422)
      expect((await post('resume', { reason: 'Mended.', seen: 1 })).status).toBe(200)
      expect(await hold()).toBeNull()
      expect((await post('resume', { reason: 'Mended.', seen: 2 })).message).toBe('Publishing is not held.')
      await retitle('A title after all that')
      await publishNow()
      const { earlier } = (await get('earlier')).json as RollBackChoice
      expect(earlier.map(({ sequence, held }) => [sequence, held])).toEqual([
        [4, true],
        [3, false],
        [2, false],
        [1, false],
      ])
    },
    2 * PATIENCE,
  )

  it('lets one of two rollbacks at once through, and tells the other that things have moved', async () => {
    const { seen } = (await get('earlier')).json as RollBackChoice
    const asked = (to: number) => back({ to, carryOver: true, seen })
    const answers = await Promise.all([asked(1), asked(2), asked(3)])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409])
    for (const { status, message } of answers) if (status === 409) expect(message).toMatch(/^Somebody else/)
    expect(await hold()).toMatchObject({ n: seen + 1 })
  })
})
