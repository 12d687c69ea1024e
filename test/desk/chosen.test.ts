import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { countsOf } from '#domain/content/import-report.ts'
import { COMMAND } from '#domain/desk/accounts.ts'
import type { Actor } from '#domain/desk/actors.ts'
import type { WorkflowStatus } from '#domain/desk/workflow-status.ts'
import { exportContent } from '#exchange/export.ts'
import { importContent } from '#exchange/import.ts'
import { actingAs } from '#lib/actor.ts'
import { layGround, offenceData, type Ground } from '../support/content/content.ts'
import { databaseName, missing, openDatabase, type TestDatabase } from '../support/database.ts'
import { person } from '../support/desk/staff.ts'
import { rest, signIn } from '../support/rest.ts'

const IMPORTER: Actor = { ...COMMAND, roles: ['editor', 'administrator'] }

describe.skipIf(missing)(`what a person chooses, on ${databaseName}`, () => {
  let database: TestDatabase
  let ground: Ground
  let token: string

  beforeAll(async () => {
    database = await openDatabase()
    ground = await layGround(database.payload)
    token = await signIn(await person(database.payload, 'Edith', ['editor']))
  })
  afterAll(() => database?.close())

  const create = async (list: string, body: Record<string, unknown>): Promise<string> => {
    const { status, json, message } = await rest('post', `/${list}`, { token, body })
    expect([status, message]).toMatchObject([201, expect.stringContaining('created')])
    return (json as { doc: { id: string } }).doc.id
  }
  const notChosen = async (list: string, id: string) => {
    const { json } = await rest('get', `/${list}/${id}/desk`, { token })
    const { submit } = (json as WorkflowStatus).can
    const { problems = [] } = submit as { problems?: { field: string | null; message: string }[] }
    return problems.filter(({ message }) => /not chosen/.test(message))
  }
  const place = () => ({ jurisdiction: ground.place.id, order: 1, reverifyEvery: 180 })

  it('is not preset: a draft is saved without it, and what is missing is named', async () => {
    const channel = await create('channels', {
      ...place(),
      title: 'A line',
      stage: 'record',
      reach: 'public',
    })
    expect(await notChosen('channels', channel)).toEqual([
      { field: 'role', message: '“Role” is not chosen yet: choose it.' },
      { field: 'confidence', message: '“Confidence” is not chosen yet: choose it.' },
    ])
    const ladder = await create('ladders', place())
    expect(await notChosen('ladders', ladder)).toMatchObject([{ field: 'confidence' }])
  })

  it('keeps an offence that is whole but for that from being submitted, until it is chosen', async () => {
    const { standing: _standing, confidence: _confidence, ...data } = offenceData(ground)
    const id = await create('offences', data)
    expect(await notChosen('offences', id)).toMatchObject([{ field: 'standing' }, { field: 'confidence' }])
    const submit = (revision: number) =>
      rest('post', `/offences/${id}/desk/submit`, {
        token,
        body: { revision, checkedOn: '2026-01-31', effectiveOn: null, goesLiveOn: null, answers: [] },
      })
    const refused = await submit(1)
    expect([refused.status, refused.message]).toEqual([
      422,
      'This entry is not ready yet. “Standing” is not chosen yet: choose it. “Confidence” is not chosen yet: choose it.',
    ])
    const chosen = { revision: 1, standing: 'in-force', confidence: 'high' }
    expect((await rest('patch', `/offences/${id}`, { token, body: chosen })).status).toBe(200)
    expect((await submit(2)).status).toBe(200)
  })

  it('is asked of each provision that is named', async () => {
    const { status, message } = await rest('post', '/offences', {
      token,
      body: { ...offenceData(ground, 'Menaces'), instruments: [{ instrument: ground.act.id }] },
    })
    expect([status, message]).toEqual([422, expect.stringMatching(/What it does here.*How it stands/)])
  })

  it('is as open in a file as in the draft that it was written from', async () => {
    await create('offences', { ...place(), title: 'Unchosen' })
    const scope = { entry: 'testland/offence/unchosen' }
    const reader = { payload: database.payload }
    const { files } = await exportContent(reader, { scope, live: false, record: false, form: 'yaml' })
    expect(files[0]?.text).toContain('level: not-chosen')
    expect(files[0]?.text).not.toContain('standing')
    const report = await importContent(
      { ...reader, context: actingAs(IMPORTER) },
      { files, actor: IMPORTER, now: new Date(), overwrite: true, dryRun: true },
    )
    expect(countsOf(report)).toMatchObject({ added: 0, changed: 0, refused: 0 })
  })
})
