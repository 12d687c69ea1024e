import { describe, expect, it } from 'vitest'
import { whyNotConfirm } from '#domain/desk/accounts.ts'
import type { Action, EditorialEvent } from '#domain/desk/events.ts'
import { replayHead } from '#domain/desk/heads.ts'
import { isFrozenBefore, lastSaid, settlementOf } from '#domain/desk/law-answers.ts'
import { sha256 } from '#domain/hash.ts'
import { recordProblems } from '#domain/publish/record.ts'
import { ADA, KEY, Story } from './desk/story.ts'
import { bothForms, isSameId, isUuid, withPortableIds } from '#domain/portable-ids.ts'

const UUID = '0b2c6a4e-1f7d-4c58-9a3e-5d1f0a9b8c7d'

describe('the id of a row in another kind of database', () => {
  const portable = withPortableIds(UUID)

  it('follows from its UUID alone, and is one that MongoDB takes', () => {
    expect(portable).toMatch(/^[0-9a-f]{24}$/)
    expect(withPortableIds(`user:${UUID}, digest/daily/${UUID}`)).toBe(
      `user:${portable}, digest/daily/${portable}`,
    )
    expect(withPortableIds(portable)).toBe(portable)
    expect([isUuid(UUID), isUuid(`user:${UUID}`), isUuid(portable)]).toEqual([true, false, false])
  })

  it('names the same person as the one in older events', () => {
    expect(bothForms(`user:${UUID}`)).toEqual([`user:${UUID}`, `user:${portable}`])
    expect(isSameId(`user:${UUID}`, `user:${portable}`)).toBe(true)
    expect(isSameId(`user:${UUID}`, 'user:0b2c6a4e1f7d4c589a3e5d1f')).toBe(false)
    expect(isSameId(null, `user:${portable}`)).toBe(false)
  })

  it('lets nobody confirm after a move what they asked for before', () => {
    const actor = { id: `user:${portable}`, roles: ['administrator'] as const }
    expect(whyNotConfirm(actor, { by: { id: `user:${UUID}`, name: 'Ada' }, account: 'x' })).toMatch(
      /You asked/,
    )
    expect(whyNotConfirm(actor, { by: { id: 'user:x', name: 'Ben' }, account: UUID })).toMatch(/your own/)
  })

  it('settles what was answered before a move, and leaves out what goes live under a law change of then', () => {
    const [before, now] = [`law-change a/offence/b ${UUID} 2026`, `law-change a/offence/b ${portable} 2026`]
    const of = (n: number, action: Action, about: Partial<EditorialEvent>): EditorialEvent => ({
      entry: 'a/offence/b',
      n,
      at: `2026-11-2${n}T08:00:00.000Z`,
      actor: { id: `user:${UUID}`, name: 'Ada' },
      action,
      revision: 1,
      edition: null,
      details: {},
      previous: null,
      hash: sha256(String(n)),
      ...about,
    })
    const edition = sha256('edition')
    const answers = [{ flag: before, claim: null, verdict: 'states-new-law', because: null }]
    const events = [
      of(1, 'flag', { details: { lawChange: UUID } }),
      of(2, 'submit', { edition, details: { n: 1, goesLiveOn: null, together: UUID, answers } }),
    ]
    const flag = { key: now, about: portable, at: '2026-11-21T08:00:00.000Z', claims: [] }
    expect(isFrozenBefore(edition, flag, events)).toBe(false)
    expect(lastSaid(flag, events).get(null)?.verdict).toBe('states-new-law')
    expect(settlementOf(flag, [...events, of(3, 'go-live', { edition })])).toMatchObject([{ by: 'Ada' }])
    const out = of(3, 'flag', { edition, details: { lawChange: portable, leftOut: 'Not concerned.' } })
    const other = of(3, 'flag', { details: { lawChange: 'another', leftOut: 'Not concerned.' } })
    const openAfter = (event: EditorialEvent) => replayHead('a/offence/b', 'offence', [...events, event]).open
    expect(openAfter(out)).toMatchObject({ state: 'changes-requested', together: null })
    expect(openAfter(other)).toMatchObject({ state: 'in-review', together: UUID })
  })

  it('may stand in a head that was moved, and no other', () => {
    const ada = { ...ADA, id: `user:${UUID}` }
    const story = new Story().act(ada, 'create')
    const { entry, head, events } = { entry: KEY, head: story.head, events: story.events }
    const problems = (savedBy: string) =>
      recordProblems({
        events: new Map([[entry, events]]),
        editions: [],
        heads: [{ ...head, savedBy }],
        changes: [],
        kept: new Map(),
      })
    expect(problems(`user:${UUID}`)).toEqual([])
    expect(problems(`user:${portable}`)).toEqual([])
    expect(problems(`user:${withPortableIds(UUID.replace('0', '1'))}`)).toMatchObject([
      { problem: expect.stringMatching(/“savedBy” is not what the events make of it/) as string },
    ])
  })
})
