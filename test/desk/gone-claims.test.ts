import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { flagLawChange } from '#desk/desk/flag-law-change.ts'
import { lawChangeOf } from '#desk/desk/queries/law-change-of.ts'
import { workflowStatusOf } from '#desk/desk/queries/workflow-status-of.ts'
import { askQuestion } from '#desk/desk/questions.ts'
import { requestChanges } from '#desk/desk/request-changes.ts'
import type { About } from '#desk/entry.ts'
import { report } from '#desk/publish/report.ts'
import { addressBook } from '#lib/addresses.ts'
import { env } from '#lib/env.ts'
import { readReportableClaims } from '#store/publish/reportable.ts'
import { readCitationIndex } from '#store/watch/citation-index.ts'
import { layGround, type Ground } from '../support/content/content.ts'
import { databaseName, missing, openDatabase, type TestDatabase } from '../support/database.ts'
import { testDesk, type TestDesk } from '../support/desk/desk.ts'
import { person, type Person } from '../support/desk/staff.ts'

type Step = Record<'key' | 'title' | 'text', string>

const ASK: Step = { key: 'ask', title: 'Ask', text: 'Ask them.' }
const INSIST: Step = { key: 'insist', title: 'Insist', text: 'Ask again.' }
const KEY = 'testland/ladder'

describe.skipIf(missing)(`what was said of a step that is gone, on ${databaseName}`, () => {
  let database: TestDatabase
  let desk: TestDesk
  let ada: Person
  let ben: Person
  let ground: Ground
  let about: About
  let law: string

  /** The ladder with these steps: the last one rests on the Act. */
  const resting = (...steps: Step[]) => {
    const claims = steps.slice(-1).map(({ key }) => `steps.${key}`)
    return {
      steps,
      citations: [{ source: ground.source.id, supports: claims, pinpoint: 's. 3' }],
      instruments: [
        { instrument: ground.act.id, provision: 's. 3', relation: 'creates', standing: 'in-force', claims },
      ],
    }
  }
  const save = (revision: number, ...steps: Step[]) =>
    database.payload.update({
      collection: 'ladders',
      id: about.id,
      data: { revision, ...resting(...steps) } as never,
      overrideAccess: false,
      user: ada,
    })

  /** A live ladder, flagged for a law change and reported by a reader, with a question: all of its last step. */
  beforeAll(async () => {
    database = await openDatabase()
    const { payload } = database
    desk = testDesk(payload)
    ada = await person(payload, 'Ada', ['editor'])
    ben = await person(payload, 'Ben', ['reviewer'])
    ground = await layGround(payload)
    const { id } = await payload.create({
      collection: 'ladders',
      data: {
        jurisdiction: ground.place.id,
        order: 1,
        reverifyEvery: 180,
        confidence: 'high',
        ...resting(ASK, INSIST),
      } as never,
      overrideAccess: false,
      user: ada,
    })
    about = { kind: 'ladder', id }
    await desk.live(ada, ben, about, 1)
    const change = await payload.create({
      collection: 'law-changes',
      data: {
        title: 'The Act is amended',
        instrument: ground.act.id,
        what: 'amendment',
        effectiveOn: '2026-12-01',
      },
      overrideAccess: false,
      user: ada,
    })
    law = change.id
    await desk.as(ada, (mine) => flagLawChange(mine, law))
    const claim =
      (await readReportableClaims({ payload }, KEY)).find(({ label }) => label === 'Insist') ?? null
    const said = { words: 'Nobody asks twice.', address: null, page: '/guides/testland/', version: null }
    await desk.as(ada, ({ req, clock }) =>
      report({ req, clock, book: addressBook(env().dataDir) }, { entry: KEY, claim, ...said }),
    )
    await desk.as(ben, (mine) =>
      askQuestion(mine, { ...about, claim: 'steps.insist', edition: null, text: 'Still so?' }),
    )
  })
  afterAll(() => database?.close())

  const standing = () => desk.as(ben, (mine) => workflowStatusOf(mine, about))
  /** What is said of the step at the entry, in its review, on the screen of the law change and at the source. */
  const named = async () => {
    const { flags, lawFlags, threads } = await standing()
    const change = await desk.as(ben, (mine) => lawChangeOf(mine, law))
    const index = await readCitationIndex({ payload: database.payload }, [ground.source.id])
    return {
      flags: flags.map(({ kind, claimLabels }) => [kind, ...claimLabels]).sort(),
      flagged: flags.flatMap(({ flagged }) => flagged.map(({ label }) => label)),
      review: lawFlags.flatMap(({ units }) => units.map(({ label }) => label)),
      questions: threads.map(({ label, gone }) => [label, gone]),
      impact: change?.entries.flatMap(({ claimLabels }) => claimLabels),
      cited: index.on(ground.source.id).entries.flatMap(({ claims }) => claims.map(({ label }) => label)),
    }
  }

  it('names it while the entry has it', async () => {
    expect(await named()).toEqual({
      flags: [
        ['law-change', 'Insist'],
        ['reported', 'Insist'],
      ],
      flagged: ['Insist'],
      review: ['Insist'],
      questions: [['Insist', false]],
      impact: ['Insist'],
      cited: ['Insist'],
    })
  })

  it('says that it is gone, by the name that readers still see', async () => {
    await save(1, ASK)
    const gone = 'Insist (no longer in this entry)'
    expect(await named()).toEqual({
      flags: [
        ['law-change', gone],
        ['reported', gone],
      ],
      flagged: [gone],
      review: [gone],
      questions: [['Insist', true]],
      impact: ['Ask', gone],
      cited: ['Ask', gone],
    })
  })

  it('says the same of what a reviewer noted', async () => {
    await save(2, { ...ASK, text: 'Ask them in writing.' }, INSIST)
    const { hash } = await desk.submit(ada, about, 3, { changeNote: 'In writing.' })
    await desk.as(ben, (mine) =>
      requestChanges(mine, { ...about, hash, notes: [{ claim: 'steps.insist', text: 'Take it out.' }] }),
    )
    await save(3, ASK)
    expect((await standing()).open?.notes.map(({ label }) => label)).toEqual([
      'Insist (no longer in this entry)',
    ])
  })

  it('says in words what it was once no state of the entry has it', async () => {
    const [{ n: question } = { n: 0 }] = (await standing()).threads
    await desk.live(ada, ben, about, 4, { changeNote: 'One step less.' }, [question])
    const gone = 'A step that is no longer in this entry'
    expect(await named()).toEqual({
      flags: [
        ['law-change', gone],
        ['reported', gone],
      ],
      flagged: [gone],
      review: [gone],
      questions: [['Insist', true]],
      impact: ['Ask'],
      cited: ['Ask'],
    })
  })
})
