import type { Config, Payload } from 'payload'
import { APIError, Forbidden, type CollectionSlug } from 'payload'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { requireDeclaredAccess } from '#collections/access/require-declared.ts'
import { keptByEditors } from '#collections/access/roles.ts'
import type { Role } from '#domain/desk/actors.ts'
import { databaseName, missing, openDatabase, type TestDatabase } from '../support/database.ts'
import { createOffence, layGround, offenceData, type Ground } from '../support/content/content.ts'
import { person, type Person } from '../support/desk/staff.ts'
import { standIn } from '../support/stand-in.ts'

const WHO = ['nobody', 'editor', 'reviewer', 'administrator'] as const
type Who = (typeof WHO)[number]

/** What each role may do with collections kept by editors, with structure, and with machine rows. */
const TABLE: Record<string, { collections: CollectionSlug[]; read: Who[]; create: Who[]; delete: Who[] }> = {
  content: {
    collections: ['offences', 'bodies', 'instruments', 'sources', 'law-changes'],
    read: ['editor', 'reviewer', 'administrator'],
    create: ['editor', 'reviewer'],
    delete: ['editor', 'reviewer'],
  },
  structure: {
    collections: ['jurisdictions'],
    read: ['editor', 'reviewer', 'administrator'],
    create: ['administrator'],
    delete: ['administrator'],
  },
  machine: {
    collections: [
      ...([
        'heads',
        'editions',
        'editorial-events',
        'shared-events',
        'chain-ends',
        'changes',
        'flags',
        'work',
        'releases',
        'targets',
        'leases',
        'alarms',
      ] as const),
      'digest-runs',
      'law-change-proposals',
      'register-readings',
    ],
    read: ['editor', 'reviewer', 'administrator'],
    create: [],
    delete: [],
  },
  accounts: {
    collections: ['account-events'],
    read: ['administrator'],
    create: [],
    delete: [],
  },
  hidden: {
    collections: [
      'subscribers',
      'mail-tokens',
      'mailed-changes',
      'outbox',
      'sign-in-tries',
      'sign-ins',
      'second-factors',
      'identities',
      'expert-links',
    ],
    read: [],
    create: [],
    delete: [],
  },
}

describe.skipIf(missing)(`access on ${databaseName}`, () => {
  let database: TestDatabase
  let payload: Payload
  let people: Record<Who, Person | null>
  let ground: Ground

  beforeAll(async () => {
    database = await openDatabase()
    payload = database.payload
    const one = (role: Role) => person(payload, role, [role])
    people = {
      nobody: null,
      administrator: await one('administrator'),
      editor: await one('editor'),
      reviewer: await one('reviewer'),
    }
    ground = await layGround(payload)
  })
  afterAll(() => database?.close())

  const asked = (who: Who) =>
    ({ overrideAccess: false, user: people[who] ?? undefined }) as { overrideAccess: false; user?: Person }
  const allowed = (work: Promise<unknown>): Promise<boolean> =>
    work.then(
      () => true,
      (error: unknown) => !(error instanceof APIError && error.status === 403),
    )

  for (const [name, { collections, read, create, delete: remove }] of Object.entries(TABLE))
    for (const collection of collections)
      it.each(WHO)(`answers %s about ${collection} (${name}) as the table says`, async (who) => {
        expect(await allowed(payload.find({ collection, ...asked(who) })), 'read').toBe(read.includes(who))
        expect(
          await allowed(payload.create({ collection, data: {} as never, ...asked(who) })),
          'create',
        ).toBe(create.includes(who))
        expect(
          await allowed(payload.update({ collection, id: 'none', data: { revision: 1 }, ...asked(who) })),
          'update',
        ).toBe(create.includes(who))
        expect(await allowed(payload.delete({ collection, id: 'none', ...asked(who) })), 'delete').toBe(
          remove.includes(who),
        )
      })

  it.each(WHO)('lets %s read and change the site as the table says', async (who) => {
    expect(await allowed(payload.findGlobal({ slug: 'site', ...asked(who) }))).toBe(who !== 'nobody')
    expect(
      await allowed(payload.updateGlobal({ slug: 'site', data: { brand: 'Mine' }, ...asked(who) })),
    ).toBe(who === 'administrator')
  })

  it.each(WHO)('lets %s read and change the switches of the mailing as the table says', async (who) => {
    expect(await allowed(payload.findGlobal({ slug: 'mailing', ...asked(who) }))).toBe(who !== 'nobody')
    expect(
      await allowed(payload.updateGlobal({ slug: 'mailing', data: { paused: false }, ...asked(who) })),
    ).toBe(who === 'administrator')
  })

  it('shows users to administrators, and to others themselves alone', async () => {
    const seen = async (who: Who) =>
      (await payload.find({ collection: 'users', ...asked(who) })).docs.map(({ name }) => name).sort()
    expect(await seen('administrator')).toEqual(['administrator', 'editor', 'reviewer'])
    expect(await seen('editor')).toEqual(['editor'])
    await expect(seen('nobody')).rejects.toThrow(Forbidden)
  })

  it('lets nobody give themselves a role', async () => {
    const { id } = people.editor ?? { id: '' }
    await payload.update({
      collection: 'users',
      id,
      data: { roles: ['reviewer', 'administrator'], name: 'Editor' },
      ...asked('editor'),
    })
    expect(await payload.findByID({ collection: 'users', id, overrideAccess: true })).toMatchObject({
      roles: ['editor'],
      name: 'Editor',
    })
  })

  it('keeps an administrator', async () => {
    const { id } = people.administrator ?? { id: '' }
    await expect(
      payload.update({ collection: 'users', id, data: { roles: ['editor'] }, ...asked('administrator') }),
    ).rejects.toThrow('last administrator')
    await expect(payload.delete({ collection: 'users', id, ...asked('administrator') })).rejects.toThrow(
      'last administrator',
    )
  })

  it('gives an administrator no editorial right', async () => {
    await expect(createOffence(payload, people.administrator as Person, ground)).rejects.toThrow(Forbidden)
    await expect(
      payload.create({ collection: 'offences', data: offenceData(ground), ...asked('reviewer') }),
    ).resolves.toMatchObject({ revision: 1 })
  })
})

describe('a configuration that leaves access to Payload', () => {
  const { update: _update, ...withoutUpdate } = keptByEditors
  it('does not start, and says what is missing', () => {
    const config = standIn<Config>({
      collections: [{ slug: 'notes', fields: [], access: withoutUpdate }],
      globals: [{ slug: 'words', fields: [] }],
    })
    expect(() => requireDeclaredAccess(config)).toThrow(
      /collection notes: update\n {2}global words: read\n {2}global words: update\n {2}global words: readVersions/,
    )
  })
  it('starts when everything is declared', () => {
    expect(() =>
      requireDeclaredAccess(
        standIn<Config>({ collections: [{ slug: 'notes', fields: [], access: keptByEditors }] }),
      ),
    ).not.toThrow()
  })
})
