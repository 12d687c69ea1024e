import type { Payload } from 'payload'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createOffence, layGround } from '../support/content/content.ts'
import { databaseName, missing, openDatabase, type TestDatabase } from '../support/database.ts'
import { Line } from '../support/line.ts'
import { rest, signIn } from '../support/rest.ts'
import { person } from '../support/desk/staff.ts'

describe.skipIf(missing ?? databaseName !== 'mongodb')('a MongoDB that goes away', () => {
  const { hostname, port } = new URL(process.env.TEST_MONGODB_URI ?? 'mongodb://127.0.0.1')
  const line = new Line({ host: hostname, port: Number(port || 27017) })
  let database: TestDatabase
  let payload: Payload
  beforeAll(async () => {
    await line.open()
    database = await openDatabase(`127.0.0.1:${line.port}`)
    payload = database.payload
  })
  afterAll(async () => {
    await database.close()
    await line.cut()
  })

  it('is told to whoever asks, within seconds, and comes back by itself', async () => {
    const editor = await person(payload, 'Edith', ['editor'])
    const token = await signIn(editor)
    const ground = await layGround(payload)
    const { id } = await createOffence(payload, editor, ground, 'Kept')
    const save = (penalty: string) =>
      rest('patch', `/offences/${id}?depth=0`, { token, body: { revision: 1, penalty } })

    await line.cut()
    const asked = [
      ['a save', () => save('Never.')],
      ['a list', () => rest('get', '/offences', { token })],
      ['the desk', () => rest('get', `/offences/${id}/desk`, { token })],
      ['an action', () => rest('post', `/offences/${id}/desk/submit`, { token, body: { revision: 1 } })],
      ['signing in', () => rest('post', '/users/login', { body: { email: editor.email, password: 'no' } })],
    ] as const
    const answers = await Promise.all(
      asked.map(async ([what, ask]) => {
        const since = performance.now()
        const { status, message } = await ask()
        return { what, status, message, late: performance.now() - since > 15_000 }
      }),
    )
    for (const answer of answers)
      expect(answer).toEqual({
        what: answer.what,
        status: 503,
        message: expect.stringMatching(
          /^The database .*does not answer, and nothing was saved\. Try again/,
        ) as string,
        late: false,
      })

    await line.open()
    // The driver looks again by itself.
    let saved = await save('Back.')
    for (let left = 30; left > 0 && saved.status === 503; left -= 1) {
      await new Promise((resolve) => setTimeout(resolve, 500))
      saved = await save('Back.')
    }
    expect([saved.status, saved.message]).toEqual([200, expect.anything()])
    expect((await payload.findByID({ collection: 'offences', id, overrideAccess: true })).penalty).toBe(
      'Back.',
    )
  })
})
