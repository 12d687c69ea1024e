import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chainProblem } from '#domain/desk/events.ts'
import { readEvents } from '#store/desk/events.ts'
import { readHead, readInconsistentHeads } from '#store/desk/heads.ts'
import { createOffence, layGround } from '../../support/content/content.ts'
import { databaseName, missing, openDatabase, type TestDatabase } from '../../support/database.ts'
import { editAtOnce, whatIsWrong, type Send } from '../../support/desk/many-editors.ts'
import { person } from '../../support/desk/staff.ts'
import { seeded } from '../../support/random.ts'
import { rest, signIn } from '../../support/rest.ts'

const EDITORS = 20
const SHARED = 3
/** What each of them does: node test/bench/editors.ts goes on for minutes. */
const ACTS = 4

describe.skipIf(missing)(`twenty editors at once, on ${databaseName}`, () => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await openDatabase()
  })
  afterAll(() => database?.close())

  it('lose nothing that was answered, and overwrite nobody', async () => {
    const { payload } = database
    const ground = await layGround(payload)
    const editors: Send[] = []
    const own = []
    const shared: string[] = []
    for (let n = 0; n < EDITORS; n += 1) {
      const editor = await person(payload, `Editor${n}`, ['editor'])
      const token = await signIn(editor)
      editors.push((method, path, body) => rest(method, path, { token, body }))
      const { id, revision, key } = await createOffence(payload, editor, ground, `Own ${n}`)
      own.push({ id, revision: revision ?? 1, key: key ?? '' })
      if (n < SHARED) {
        const { id: all } = await createOffence(payload, editor, ground, `Shared ${n}`)
        shared.push(all)
      }
    }
    const done = await editAtOnce({
      editors,
      own,
      shared,
      chance: (editor) => seeded(editor + 1),
      goOn: (_editor, n) => Promise.resolve(n <= ACTS),
    })
    const [anybody] = editors
    const before = new Map([...own.map(({ id }) => id), ...shared].map((id) => [id, 1]))
    if (!anybody) throw new Error('There is nobody.')
    expect(await whatIsWrong(anybody, done, before)).toEqual([])
    expect(done.saved.length).toBeGreaterThan(EDITORS * 3)
    expect(done.stale).toBeGreaterThan(0)
    const store = { payload }
    for (const { key } of own) {
      const [events, head] = [await readEvents(store, key), await readHead(store, key)]
      expect([key, head && chainProblem(events, head.chain)]).toEqual([key, null])
      expect(head?.revision).toBe(events.findLast(({ action }) => action === 'save')?.revision)
    }
    expect(await readInconsistentHeads(store)).toEqual([])
  })
})
