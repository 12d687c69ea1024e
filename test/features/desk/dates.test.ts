import type { Payload } from 'payload'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addDays, dayIn, printDate, type LegalDate } from '#domain/dates.ts'
import type { WorkflowStatus } from '#domain/desk/workflow-status.ts'
import { recordProblems } from '#domain/publish/record.ts'
import { systemClock } from '#lib/clock.ts'
import { env } from '#lib/env.ts'
import { renderPage } from '#pipelines/html/output.ts'
import { pagesOf } from '#pipelines/html/pages.ts'
import { readChangesOf } from '#store/publish/changes.ts'
import { readRecord } from '#store/publish/record.ts'
import { readSnapshot } from '#store/publish/snapshot.ts'
import { makeDueLive } from '#worker/publish/live.ts'
import { parseHtml } from '../../fixtures/html.ts'
import { databaseName, missing, openDatabase, type TestDatabase } from '../../support/database.ts'
import { rest, signIn } from '../../support/rest.ts'
import { loadSample } from '../../support/content/sample.ts'
import { person } from '../../support/desk/staff.ts'

const STALKING = 'scotland/offence/stalking'

describe.skipIf(missing)(`days and words of a submission on ${databaseName}`, () => {
  let database: TestDatabase
  let payload: Payload
  const tokens = { ada: '', ben: '' }
  let path: string
  let today: LegalDate

  beforeAll(async () => {
    database = await openDatabase()
    payload = database.payload
    today = dayIn(env().siteTimeZone, new Date())
    await loadSample(database)
    tokens.ada = await signIn(await person(payload, 'Ada', ['editor', 'reviewer']))
    tokens.ben = await signIn(await person(payload, 'Ben', ['editor', 'reviewer']))
    const { docs } = await payload.db.find<{ id: string }>({
      collection: 'offences',
      where: { key: { equals: STALKING } },
    })
    path = `/offences/${docs[0]?.id}`
  })
  afterAll(() => database?.close())

  const publisher = () => makeDueLive({ payload, clock: systemClock, env: env() })
  const standing = async () =>
    (await rest('get', `${path}/desk`, { token: tokens.ada })).json as WorkflowStatus
  const change = async (penalty: string): Promise<void> => {
    const { revision } = await standing()
    const saved = await rest('patch', path, { token: tokens.ada, body: { revision, penalty } })
    expect(saved.status).toBe(200)
  }
  const submit = async (body: Record<string, unknown>) => {
    const { revision } = await standing()
    return rest('post', `${path}/desk/submit`, { token: tokens.ada, body: { revision, ...body } })
  }
  const approve = async (): Promise<void> => {
    const { open } = await standing()
    const answer = await rest('post', `${path}/desk/approve`, {
      token: tokens.ben,
      body: { hash: open?.hash },
    })
    expect(answer.status).toBe(200)
    await publisher()
  }
  const sendBack = async (): Promise<void> => {
    const { open } = await standing()
    const answer = await rest('post', `${path}/desk/request-changes`, {
      token: tokens.ben,
      body: { hash: open?.hash, notes: [{ claim: 'penalty', text: 'Which court?' }] },
    })
    expect(answer.status).toBe(200)
  }
  /** What readers read of the offence. */
  const read = async (): Promise<string> => {
    const { snapshot } = await readSnapshot(payload, today)
    const page = pagesOf(snapshot, new Map()).find((each) => each.path === '/guides/scotland/')
    if (!page) throw new Error('There is no guide for Scotland.')
    const html = renderPage(page)
    const from = html.lastIndexOf('<details', html.indexOf(`id="${STALKING}"`))
    const offence = html.slice(from, html.indexOf('</details>', from) + '</details>'.length)
    return parseHtml(offence).text.replace(/\s+/g, ' ')
  }

  it('tells readers of a changed penalty under the day on which it was checked, and of since when it is law', async () => {
    expect(await read()).not.toContain('In force as of')
    await change('Up to 14 years in prison.')
    expect((await standing()).state).toBe('edited')
    const said = { changeNote: 'The maximum rose.', changeKind: 'change' }
    for (const [checkedOn, words] of [
      [undefined, 'Say on which day the sources were checked'],
      ['2026-01-30', 'last checked on 31 January 2026'],
      ['2026-01-31', 'A changed claim is compared with its sources anew'],
      [addDays(today, 1), 'has not come yet'],
    ]) {
      const refused = await submit({ ...said, checkedOn })
      expect(refused.status).toBe(422)
      expect(refused.message).toContain(words)
      expect(JSON.stringify(refused.json)).toContain('"checkedOn"')
    }
    const early = await submit({ ...said, checkedOn: addDays(today, -2), effectiveOn: addDays(today, -1) })
    expect(early.message).toContain('It took force on')
    expect((await submit({ ...said, checkedOn: today, effectiveOn: addDays(today, -1) })).status).toBe(200)
    await approve()
    const page = await read()
    expect(page).toContain(`Verified In force as of ${printDate(today)}.`)
    expect(page).toContain(`Up to 14 years in prison. since ${printDate(addDays(today, -1))}`)
    expect(await standing()).toMatchObject({
      state: 'live',
      confirmedOn: today,
      live: { inForceAsOf: today },
    })
  })

  it('has nothing to submit where only the day would differ, whatever day a save would set', async () => {
    const { revision } = await standing()
    await rest('patch', path, { token: tokens.ada, body: { revision, inForceAsOf: '2020-01-01' } })
    const answer = await submit({ changeNote: 'Checked.', changeKind: 'change', checkedOn: today })
    expect(answer.status).toBe(409)
    expect(answer.message).toContain('Verified, unchanged')
    const doc = (await rest('get', `${path}?depth=0`, { token: tokens.ada })).json as Record<string, unknown>
    expect(doc.inForceAsOf).toBe(today)
    const { json } = await rest('get', `${path}/desk/compare?before=live&after=working`, {
      token: tokens.ada,
    })
    expect(json).toEqual({ fields: [], citations: [] })
  })

  it('keeps an urgent change urgent, with its words and days, when it is sent back and comes again', async () => {
    await change('Up to 13 years in prison.')
    const goesLiveOn = addDays(today, 3)
    const said = {
      changeNote: 'The maximum was wrong.',
      changeKind: 'urgent',
      effectiveOn: addDays(today, -1),
      goesLiveOn,
      checkedOn: today,
    }
    expect((await submit(said)).status).toBe(200)
    await sendBack()
    await change('Up to 12 years in prison.')
    expect((await submit({ checkedOn: today })).status).toBe(200)
    const kept = {
      changeNote: said.changeNote,
      changeKind: 'urgent',
      effectiveOn: said.effectiveOn,
      goesLiveOn,
    }
    expect((await standing()).open).toMatchObject({ state: 'in-review', submission: kept, checkedOn: today })
    // Replaced while it is in review: the same.
    await change('Up to 11 years in prison.')
    expect((await submit({ checkedOn: today, goesLiveOn: null })).status).toBe(200)
    expect((await standing()).open).toMatchObject({ submission: { ...kept, goesLiveOn: null } })
    // Ordinary only where somebody says so.
    expect((await submit({ checkedOn: today, changeKind: 'change' })).status).toBe(200)
    expect((await standing()).open).toMatchObject({
      submission: { ...kept, changeKind: 'change', goesLiveOn: null },
    })
    expect((await submit({ checkedOn: today, changeKind: 'urgent' })).status).toBe(200)
    await approve()
    expect((await readChangesOf({ payload }, STALKING)).at(-1)).toMatchObject({ kind: 'urgent' })
  })

  it('keeps a correction with what it corrects, also when a safety fix sends it back', async () => {
    const corrected = (await readChangesOf({ payload }, STALKING)).at(-1)?.seq
    await change('Up to 10 years in prison.')
    const said = {
      changeNote: 'We had it wrong.',
      changeKind: 'correction',
      corrects: corrected,
      checkedOn: today,
    }
    expect((await submit(said)).status).toBe(200)
    await change('Up to 9 years in prison.')
    const { revision } = await standing()
    const fix = await rest('post', `${path}/desk/safety-fix`, {
      token: tokens.ben,
      body: { hash: null, revision, reason: 'It could harm somebody.', checkedOn: today },
    })
    expect(fix.status).toBe(200)
    await publisher()
    expect((await readChangesOf({ payload }, STALKING)).at(-1)).toMatchObject({
      kind: 'correction',
      corrects: corrected,
    })
    expect((await standing()).open).toMatchObject({ state: 'changes-requested' })
    await change('Up to 8 years in prison.')
    expect((await submit({ checkedOn: today })).status).toBe(200)
    expect((await standing()).open?.submission).toMatchObject({
      changeKind: 'correction',
      corrects: corrected,
    })
    await approve()
  })

  it('asks for a kind where nothing is open, and for words of its own', async () => {
    await change('Up to 7 years in prison.')
    const answer = await submit({ changeNote: 'It fell.', checkedOn: today })
    expect(answer.status).toBe(422)
    expect(answer.message).toContain('Say what kind of change this is')
  })

  it('leaves the record whole', async () => {
    expect(recordProblems({ ...(await readRecord(payload)), kept: new Map() })).toEqual([])
  })
})
