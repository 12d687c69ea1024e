import type { Payload } from 'payload'
import type { About } from '#desk/entry.ts'
import { boardListOf } from '#desk/desk/queries/board/board-list-of.ts'
import { submitTogether } from '#desk/desk/submit-together.ts'
import type { BoardList } from '#domain/desk/board.ts'
import { legalDate } from '#domain/dates.ts'
import { fixedClock } from '#lib/clock.ts'
import { env } from '#lib/env.ts'
import { createLog } from '#lib/log.ts'
import type { User } from '#payload-types'
import { readHead } from '#store/desk/heads.ts'
import { inOwnTransaction } from '#store/own-transaction.ts'
import { findRows } from '#store/rows.ts'
import { askTell } from '#store/tell.ts'
import { Office } from '../desk/at-the-desk.ts'
import type { Person } from '../desk/staff.ts'
import { runJob } from '../jobs.ts'

export const clock = fixedClock('2026-11-21T10:00:00Z')
export const TODAY = legalDate('2026-11-21')

export type Name = 'Edith' | 'Ann' | 'Rey'

/** A place with the people of the test, as its database knows them. */
export class MovedSite extends Office {
  readonly people: Record<Name, Person>
  constructor(payload: Payload, people: Record<Name, Person>) {
    super(payload, clock)
    this.people = people
  }

  static async of(payload: Payload): Promise<MovedSite> {
    const { docs } = await payload.find({ collection: 'users', limit: 0, overrideAccess: true })
    const named = docs.map((each: User) => [each.name, { ...each, collection: 'users' }])
    return new MovedSite(payload, Object.fromEntries(named) as Record<Name, Person>)
  }

  async doc(key: string): Promise<About & { id: string; key: string }> {
    const { docs } = await this.payload.find({
      collection: 'offences',
      where: { key: { equals: key } },
      overrideAccess: true,
    })
    return { kind: 'offence', id: String(docs[0]?.id), key }
  }

  async law(title: string): Promise<string> {
    const where = { title: { like: title } }
    const { docs } = await this.payload.find({ collection: 'law-changes', where, overrideAccess: true })
    return String(docs[0]?.id)
  }

  async head(key: string) {
    const head = await readHead({ payload: this.payload }, key)
    if (!head) throw new Error(`${key} has no head.`)
    return head
  }

  approveKey = async (name: Name, key: string) =>
    this.approve(this.people[name], await this.doc(key), (await this.head(key)).open?.hash ?? '')

  edit = async (name: Name, key: string, data: Record<string, unknown>) =>
    this.payload.update({
      collection: 'offences',
      id: (await this.doc(key)).id,
      data: { revision: (await this.head(key)).revision, ...data },
      overrideAccess: false,
      user: this.people[name],
    })

  together = async (law: string, keys: readonly string[]) =>
    this.as(this.people.Edith, async (mine) =>
      submitTogether(mine, law, {
        entries: await Promise.all(
          keys.map(async (entry) => ({ entry, revision: (await this.head(entry)).revision })),
        ),
        changeNote: 'The maximum rose.',
        checkedOn: TODAY,
      }),
    )

  list = async (name: Name, list: BoardList) =>
    (await this.as(this.people[name], (mine) => boardListOf(mine, { list, place: null, page: 1 }))).rows

  /** The notices that the worker writes once a person has other roles. */
  async toldOfRoles(name: Name): Promise<string[]> {
    const { payload } = this
    const { id } = this.people[name]
    await payload.db.updateOne({ collection: 'users', id, data: { roles: ['editor'] }, returning: false })
    const roles = { person: `user:${id}`, before: ['editor', 'reviewer'], after: ['editor'] } as const
    await inOwnTransaction({ payload }, (req) =>
      askTell(req, { entry: null, by: 'Ada', at: clock.now(), ...roles }),
    )
    const context = { payload, clock, env: { ...env(), siteTimeZone: 'UTC' } }
    await runJob('tell', context, createLog('silent'))
    return findRows({ payload }, 'notices', (row) => `${row.text('kind')} ${row.text('entry')}`, {
      kind: { equals: 'unassigned' },
    })
  }
}
