import type { Payload } from 'payload'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { canonical } from '#domain/canonical.ts'
import { eventHash, type EditorialEvent } from '#domain/desk/events.ts'
import { replayHead } from '#domain/desk/heads.ts'
import { recordProblems } from '#domain/publish/record.ts'
import { systemClock } from '#lib/clock.ts'
import { env } from '#lib/env.ts'
import { readRecord } from '#store/publish/record.ts'
import { makeDueLive } from '#worker/publish/live.ts'
import { createOffence, layGround } from '../support/content/content.ts'
import { databaseName, missing, openDatabase, type TestDatabase } from '../support/database.ts'
import { rest, signIn } from '../support/rest.ts'
import { scaled } from '../support/scale.ts'
import { person } from '../support/desk/staff.ts'

const PEOPLE = scaled(50, 12)
const SECONDS = scaled(60, 4)
const ENTRIES = scaled(20, 5)

interface Member {
  id: string
  token: string
  reviews: boolean
}
interface Accepted {
  what: 'save' | 'submit' | 'approve'
  entry: string
  by: string
  revision: number
  /** What was saved, or the edition that was approved. */
  said: string
}
interface Doc {
  id: string
  key: string
  revision: number
  covers: string
}
interface Standing {
  revision: number
  today: string
  open: { hash: string; state: string } | null
}

describe.skipIf(missing)(`a crowd at the desk on ${databaseName}`, () => {
  let database: TestDatabase
  let payload: Payload
  const crowd: Member[] = []
  const offences: { id: string; key: string }[] = []

  beforeAll(async () => {
    database = await openDatabase()
    payload = database.payload
    for (let number = 0; number < PEOPLE; number += 1) {
      const reviews = number % 2 === 1
      const one = await person(payload, `Person${number}`, [reviews ? 'reviewer' : 'editor'])
      crowd.push({ id: `user:${one.id}`, token: await signIn(one), reviews })
    }
    const first = await person(payload, 'First', ['editor'])
    const ground = await layGround(payload)
    for (let number = 0; number < ENTRIES; number += 1) {
      const { id, key } = await createOffence(payload, first, ground, `Entry ${number}`)
      offences.push({ id, key: key ?? '' })
    }
  })
  afterAll(() => database?.close())

  /** Everybody at once, each one thing after another, until the time is up. What was answered 200 is kept. */
  async function work(seconds: number, mix: readonly Accepted['what'][]): Promise<Accepted[]> {
    const accepted: Accepted[] = []
    const refused = new Set<number>()
    const end = Date.now() + seconds * 1000
    let count = 0
    const dice = (limit: number): number => Math.floor(Math.random() * limit)

    const act = async ({ id: by, token, reviews }: Member): Promise<void> => {
      // Half of the time all are at the same two entries.
      const { id, key } = offences[dice(dice(2) ? 2 : offences.length)] ?? { id: '', key: '' }
      const what = mix[dice(mix.length)] ?? 'save'
      let sent: { status: number; json: unknown }
      let said = ''
      let revision = 0
      if (what === 'save') {
        const doc = (await rest('get', `/offences/${id}?depth=0`, { token })).json as Doc
        said = `Save ${++count} by ${by}.`
        sent = await rest('patch', `/offences/${id}?depth=0`, {
          token,
          body: { revision: doc.revision, covers: said },
        })
        revision = doc.revision + 1
      } else {
        const standing = (await rest('get', `/offences/${id}/desk`, { token })).json as Standing
        revision = standing.revision
        if (what === 'approve' && (!reviews || standing.open?.state !== 'in-review')) return
        said = what === 'approve' ? (standing.open?.hash ?? '') : ''
        sent = await rest('post', `/offences/${id}/desk/${what}`, {
          token,
          body:
            what === 'approve'
              ? { hash: said }
              : { revision, checkedOn: standing.today, changeNote: `Note ${++count}.`, changeKind: 'change' },
        })
      }
      if (sent.status === 200) accepted.push({ what, entry: key, by, revision, said })
      else refused.add(sent.status)
    }
    const publisher = async (): Promise<void> => {
      while (Date.now() < end) {
        await makeDueLive({ payload, clock: systemClock, env: env() })
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
    }
    await Promise.all([
      ...crowd.map(async (member) => {
        while (Date.now() < end) await act(member)
      }),
      ...(mix.includes('approve') ? [publisher()] : []),
    ])
    if (mix.includes('approve')) await makeDueLive({ payload, clock: systemClock, env: env() })
    // Somebody was quicker; not one's own work; nothing to submit. Never that something failed.
    for (const status of refused) expect([403, 409, 422]).toContain(status)
    return accepted
  }

  /** Every save that was answered is an event and the other way round, and the working copy is that of the last. */
  async function expectNoLostUpdate(
    accepted: readonly Accepted[],
    events: ReadonlyMap<string, readonly EditorialEvent[]>,
  ): Promise<void> {
    for (const { id, key } of offences) {
      const saves = (events.get(key) ?? []).filter(({ action }) => action === 'save')
      const answered = accepted.filter(({ what, entry }) => what === 'save' && entry === key)
      expect(saves.map(({ revision, actor }) => `${revision} ${actor.id}`)).toEqual(
        answered.sort((a, b) => a.revision - b.revision).map(({ revision, by }) => `${revision} ${by}`),
      )
      expect(saves.map(({ revision }) => revision)).toEqual(saves.map((_, index) => index + 2))
      const last = answered.at(-1)
      const doc = await payload.findByID({ collection: 'offences', id, depth: 0, overrideAccess: true })
      expect([doc.revision, doc.covers], key).toEqual(
        last ? [last.revision, last.said] : [1, 'Following somebody about.'],
      )
    }
  }

  /** Each link follows the one before, by the words of the events alone. */
  function expectWholeChains(events: ReadonlyMap<string, readonly EditorialEvent[]>): void {
    for (const [key, chain] of events)
      for (const [index, event] of chain.entries())
        expect([event.n, event.previous, event.hash], `${key} ${index + 1}`).toEqual([
          index + 1,
          chain[index - 1]?.hash ?? null,
          eventHash(event),
        ])
  }

  /** Nobody approved what they had saved or submitted, nor what was not open; only what was approved went live. */
  function expectFourEyes(chain: readonly EditorialEvent[]): number {
    let approvals = 0
    for (const [index, event] of chain.entries()) {
      const before = chain.slice(0, index)
      const submitted = before.findLast(({ action }) => action === 'submit')
      if (event.action === 'approve') {
        approvals += 1
        expect(submitted?.edition, 'the newest submission is approved').toBe(event.edition)
        expect(submitted?.actor.id, 'not by who submitted it').not.toBe(event.actor.id)
        const live = before.findLast(({ action }) => action === 'go-live')
        const seen = Number(live?.details.revision ?? 0)
        const authors = before
          .filter(
            ({ action, revision }) =>
              (action === 'save' || action === 'create') &&
              revision > seen &&
              revision <= (submitted?.revision ?? 0),
          )
          .map(({ actor }) => actor.id)
        expect(authors, 'not by who saved part of it').not.toContain(event.actor.id)
        const decided = before.slice(before.lastIndexOf(submitted as EditorialEvent) + 1)
        expect(
          decided.filter(({ action }) => action !== 'save'),
          'nothing was decided on it before',
        ).toEqual([])
      }
      if (event.action === 'go-live') {
        const decided = before.findLast(({ action }) => action !== 'save')
        expect([decided?.action, decided?.edition], 'what goes live was approved, and not replaced').toEqual([
          'approve',
          event.edition,
        ])
      }
    }
    return approvals
  }

  it('loses no save of people who save the same and different entries', async () => {
    // On a slow machine few are through in the time of a sample.
    const accepted = await work(Math.ceil(SECONDS / 4), ['save'])
    for (let round = 0; round < 8 && accepted.length <= 5; round += 1)
      accepted.push(...(await work(Math.ceil(SECONDS / 4), ['save'])))
    const { events, heads } = await readRecord(payload)
    expect(accepted.length).toBeGreaterThan(5)
    expectWholeChains(events)
    await expectNoLostUpdate(accepted, events)
    for (const head of heads)
      expect(canonical(replayHead(head.entry, head.kind, events.get(head.entry) ?? []))).toBe(canonical(head))
    saved = accepted
  })
  let saved: Accepted[] = []

  it('loses and invents nothing while people save, submit and approve and the publisher works', async () => {
    // On a slow machine few approvals come before the next submission: then they go on until something went live.
    const accepted = [...saved]
    let record = await readRecord(payload)
    for (let round = 0; round < 8 && record.changes.length === 0; round += 1) {
      accepted.push(
        ...(await work(SECONDS, ['save', 'save', 'submit', 'approve', 'approve', 'approve', 'approve'])),
      )
      record = await readRecord(payload)
    }
    const { heads, changes } = record
    // The place was laid before the crowd came.
    const events = new Map([...record.events].filter(([entry]) => !entry.endsWith('/jurisdiction')))
    expect(recordProblems({ ...record, kept: new Map() })).toEqual([])
    expectWholeChains(events)
    await expectNoLostUpdate(accepted, events)
    for (const head of heads)
      expect(canonical(replayHead(head.entry, head.kind, record.events.get(head.entry) ?? []))).toBe(
        canonical(head),
      )

    // Every submission and approval that was answered is an event, and the other way round.
    const told = (what: Accepted['what']): string[] =>
      accepted
        .filter((each) => each.what === what)
        .map(({ entry, by, revision, said }) => [entry, by, what === 'submit' ? revision : said].join(' '))
        .sort()
    const found = (what: Accepted['what']): string[] =>
      [...events.values()]
        .flat()
        .filter(({ action }) => action === what)
        .map(({ entry, actor, revision, edition }) =>
          [entry, actor.id, what === 'submit' ? revision : edition].join(' '),
        )
        .sort()
    expect(found('submit')).toEqual(told('submit'))
    expect(found('approve')).toEqual(told('approve'))

    const approvals = [...events.values()].reduce((sum, chain) => sum + expectFourEyes(chain), 0)
    expect(approvals).toBeGreaterThan(0)
    expect(changes.map(({ seq }) => seq)).toEqual(changes.map((_, index) => index + 1))
    expect(changes.length).toBe(
      [...events.values()].flat().filter(({ action }) => action === 'go-live').length,
    )
    expect(changes.length).toBeGreaterThan(0)
    // Nothing that is approved was left lying.
    expect(heads.filter(({ open }) => open?.state === 'approved')).toEqual([])
  })
})
