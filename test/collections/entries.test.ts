import { APIError, type Payload, ValidationError } from 'payload'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chainProblem } from '#domain/desk/events.ts'
import { readEvents } from '#store/desk/events.ts'
import { readHead } from '#store/desk/heads.ts'
import { readWorkingCopy } from '#store/desk/working-copies.ts'
import { createOffence, layGround, offenceData, type Ground } from '../support/content/content.ts'
import { databaseName, missing, openDatabase, transactions, type TestDatabase } from '../support/database.ts'
import { scaled } from '../support/scale.ts'
import { person, type Person } from '../support/desk/staff.ts'

/** Status and message of a refused call. */
async function refusal(
  work: Promise<unknown>,
): Promise<{ status: number; message: string; fields: string[] }> {
  try {
    await work
  } catch (error) {
    if (error instanceof ValidationError) {
      const problems = error.data.errors
      return {
        status: error.status,
        message: problems.map(({ message }) => message).join(' '),
        fields: problems.map(({ path }) => path),
      }
    }
    if (error instanceof APIError) return { status: error.status, message: error.message, fields: [] }
    throw error
  }
  throw new Error('It was not refused.')
}

describe.skipIf(missing)(`entries on ${databaseName}`, () => {
  let database: TestDatabase
  let payload: Payload
  let editor: Person
  let other: Person
  let ground: Ground

  beforeAll(async () => {
    database = await openDatabase()
    payload = database.payload
    editor = await person(payload, 'Edith', ['editor'])
    other = await person(payload, 'Otto', ['editor'])
    ground = await layGround(payload)
  })
  afterAll(() => database?.close())

  const save = (id: string, data: Record<string, unknown>, user = editor) =>
    payload.update({ collection: 'offences', id, data, overrideAccess: false, user })
  const create = (data: Record<string, unknown>) =>
    payload.create({
      collection: 'offences',
      data: { ...offenceData(ground), ...data },
      overrideAccess: false,
      user: editor,
    })

  it('makes the key, the label and the place of a new entry', async () => {
    const offence = await createOffence(payload, editor, ground, 'Menacing messages')
    expect(offence).toMatchObject({
      key: 'testland/offence/menacing-messages',
      label: 'Menacing messages · Testland',
      revision: 1,
      deskState: 'never-live',
    })
    expect(offence.place).toBe('testland/2/0/0010/testland/offence/menacing-messages')
    const again = await save(offence.id, { revision: 1, title: 'Menacing words' })
    expect(again).toMatchObject({
      key: 'testland/offence/menacing-messages',
      label: 'Menacing words · Testland',
      revision: 2,
    })
  })

  it.each([
    ['another key', { key: 'testland/offence/else' }, 422, 'The key of an entry never changes'],
    ['another place', { jurisdiction: 'elsewhere' }, 422, 'cannot move to another jurisdiction'],
  ])('refuses %s for an old entry', async (_name, data, status, words) => {
    const offence = await createOffence(payload, editor, ground, `Keeps its ${_name}`)
    expect(await refusal(save(offence.id, { revision: 1, ...data }))).toMatchObject({
      status,
      message: expect.stringContaining(words) as string,
    })
  })

  it('refuses a second entry with the same key, and leaves nothing of it', async () => {
    await createOffence(payload, editor, ground, 'Twice')
    await expect(createOffence(payload, editor, ground, 'Twice')).rejects.toThrow()
    expect(await readEvents({ payload }, 'testland/offence/twice')).toHaveLength(1)
  })

  it('tells one of two savers who was quicker, and what they changed', async () => {
    const offence = await createOffence(payload, editor, ground, 'Two savers')
    await save(offence.id, { revision: 1, penalty: 'Up to 6 years in prison.' }, other)
    const refused = await refusal(save(offence.id, { revision: 1, covers: 'Mine.' }))
    expect(refused.status).toBe(409)
    expect(refused.message).toMatch(
      /started from revision 1, but the entry is now at revision 2\. Otto saved revision 2 on \d{4}-\d\d-\d\d at \d\d:\d\d UTC \(penalty\)/,
    )
    const now = await payload.findByID({ collection: 'offences', id: offence.id, overrideAccess: true })
    expect(now).toMatchObject({
      revision: 2,
      penalty: 'Up to 6 years in prison.',
      covers: 'Following somebody about.',
    })
  })

  it('refuses a save that does not say where it started from', async () => {
    const offence = await createOffence(payload, editor, ground, 'No revision')
    expect(await refusal(save(offence.id, { penalty: 'None.' }))).toMatchObject({
      status: 422,
      message: expect.stringContaining('which revision it started from') as string,
    })
    expect(await refusal(save(offence.id, { revision: 7, penalty: 'None.' }))).toMatchObject({
      status: 409,
      message: expect.stringContaining('no revision 7') as string,
    })
  })

  it.each([
    ['at once', 0],
    ['while the one who is through is still at it', 400],
  ])('lets one of 50 savers through who save %s, and keeps the chain whole', async (_when, takes) => {
    if (transactions) transactions.commitTakes = takes
    const offence = await createOffence(payload, editor, ground, `Fifty savers ${takes}`)
    const results = await Promise.allSettled(
      Array.from({ length: 50 }, (_, index) =>
        save(offence.id, { revision: 1, penalty: `Up to ${index + 1} years.` }, index % 2 ? editor : other),
      ),
    )
    const saved = results.filter((result) => result.status === 'fulfilled')
    const refused = results.flatMap((result) =>
      result.status === 'rejected' ? [result.reason as APIError] : [],
    )
    if (transactions) transactions.commitTakes = 0
    expect(saved).toHaveLength(1)
    expect(refused).toHaveLength(49)
    for (const error of refused)
      expect([error.status, error.message]).toEqual([
        409,
        expect.stringMatching(/now at revision 2\. (Edith|Otto) saved revision 2 .*\(penalty\)/),
      ])
    const [events, head, now] = await Promise.all([
      readEvents({ payload }, offence.key ?? ''),
      readHead({ payload }, offence.key ?? ''),
      payload.findByID({ collection: 'offences', id: offence.id, overrideAccess: true }),
    ])
    expect(events.map(({ action }) => action)).toEqual(['create', 'save'])
    expect(head && chainProblem(events, head.chain)).toBeNull()
    expect(now.penalty).toBe((saved[0] as PromiseFulfilledResult<{ penalty: string }>).value.penalty)
  })

  it('keeps the chain of a crowd who each save several times: 20 people ten times in full', async () => {
    const people = scaled(20, 8)
    const each = scaled(10, 4)
    const offence = await createOffence(payload, editor, ground, 'Twenty people')
    const key = offence.key ?? ''
    let refusals = 0
    const work = async (name: number): Promise<void> => {
      for (let done = 0; done < each;) {
        const { revision } = await payload.findByID({
          collection: 'offences',
          id: offence.id,
          overrideAccess: true,
          depth: 0,
        })
        try {
          await save(offence.id, { revision, covers: `Person ${name}, save ${done}.` })
          done += 1
        } catch (error) {
          if (!(error instanceof APIError) || error.status !== 409) throw error
          refusals += 1
        }
      }
    }
    await Promise.all(Array.from({ length: people }, (_, name) => work(name)))
    const [events, head] = await Promise.all([readEvents({ payload }, key), readHead({ payload }, key)])
    expect(events).toHaveLength(people * each + 1)
    expect(head).toMatchObject({ revision: people * each + 1 })
    expect(head && chainProblem(events, head.chain)).toBeNull()
    expect(refusals).toBeGreaterThan(0)
  })

  it('refuses what would go round the desk', async () => {
    const offence = await createOffence(payload, editor, ground, 'Round the desk')
    const where = { key: { equals: offence.key ?? '' } }
    const bulk = payload.update({
      collection: 'offences',
      where,
      data: { revision: 1, penalty: 'Bulk.' },
      overrideAccess: false,
      user: editor,
    })
    expect(await refusal(bulk)).toMatchObject({
      status: 403,
      message: expect.stringContaining('bulk edit') as string,
    })
    expect(
      await refusal(payload.delete({ collection: 'offences', where, overrideAccess: false, user: editor })),
    ).toMatchObject({ status: 409 })
    await save(offence.id, { revision: 1, penalty: 'Second.' })
    const { docs } = await payload.findVersions({
      collection: 'offences',
      where: { parent: { equals: offence.id } },
      sort: 'createdAt',
      overrideAccess: true,
    })
    const restore = payload.restoreVersion({
      collection: 'offences',
      id: docs[0]?.id ?? '',
      overrideAccess: false,
      user: editor,
    })
    expect(await refusal(restore)).toMatchObject({
      status: 409,
      message: expect.stringContaining('not restored over') as string,
    })
    expect(
      await payload.findByID({ collection: 'offences', id: offence.id, overrideAccess: true }),
    ).toMatchObject({ revision: 2, penalty: 'Second.' })
  })

  it('deletes an entry without editions, keeps its events, and continues the chain when the key is used again', async () => {
    const offence = await createOffence(payload, editor, ground, 'Short-lived')
    const key = offence.key ?? ''
    await payload.delete({ collection: 'offences', id: offence.id, overrideAccess: false, user: editor })
    await createOffence(payload, other, ground, 'Short-lived')
    const [events, head] = await Promise.all([readEvents({ payload }, key), readHead({ payload }, key)])
    expect(events.map(({ action, n, actor }) => [n, action, actor.name])).toEqual([
      [1, 'create', 'Edith'],
      [2, 'delete', 'Edith'],
      [3, 'create', 'Otto'],
    ])
    expect(head && chainProblem(events, head.chain)).toBeNull()
  })

  it('freezes what an offence looks like, and no trace of it where nobody filled it in', async () => {
    const content = async (id: string) => (await readWorkingCopy({ payload }, 'offence', id)).entry.content
    const bare = await createOffence(payload, editor, ground, 'Looks like nothing')
    const before = await content(bare.id)
    for (const name of ['situations', 'say', 'timeLimit']) expect(before).not.toHaveProperty(name)

    await save(bare.id, {
      revision: 1,
      situations: [{ group: 'details', text: 'They posted my address' }],
      say: 'I want advice.',
      timeLimit: 'Within 1 year.',
    })
    expect(await content(bare.id)).toEqual({
      ...before,
      situations: [{ key: 'they-posted-my-address', group: 'details', text: 'They posted my address' }],
      say: 'I want advice.',
      timeLimit: 'Within 1 year.',
    })

    await save(bare.id, { revision: 2, situations: [], say: '', timeLimit: null })
    expect(await content(bare.id)).toEqual(before)
  })

  it('leaves nothing of a save that validation refuses', async () => {
    const offence = await createOffence(payload, editor, ground, 'Rolled back')
    await refusal(save(offence.id, { revision: 1, title: 'x'.repeat(400) }))
    expect(await readHead({ payload }, offence.key ?? '')).toMatchObject({ revision: 1, chain: { n: 1 } })
    expect((await save(offence.id, { revision: 1, penalty: 'Fine.' })).revision).toBe(2)
  })

  it.each<[string, object, string, string, number?]>([
    [
      'text that runs backwards',
      { title: 'Stalking \u202egnikcatta' },
      'title',
      'This text contains U+202E, an invisible mark (right-to-left override), after “Stalking ”.',
      422,
    ],
    ['two lines in a title', { title: 'Stalking\nand more' }, 'title', 'one line', 422],
    [
      'half of a character in a row',
      { elements: [{ key: 'a', text: 'Cut \ud83d' }] },
      'elements.0.text',
      'This text contains U+D83D, half of a character (surrogate), after “Cut ”.',
      422,
    ],
    ['HTML in a title', { title: 'Stalking <b>now</b>' }, 'title', 'looks like HTML'],
    ['an entity in a text', { covers: 'This &amp; that' }, 'covers', 'looks like HTML'],
    ['a field of 1 MB', { penalty: 'x'.repeat(1_000_000) }, 'penalty', '1,000,000 characters; at most 8,000'],
    [
      'a claim that it does not have',
      { citations: [{ source: '', supports: ['lever'] }] },
      'citations.0.supports',
      '“lever” is not a claim of this entry. It has: situations, standing, penalty',
    ],
    ['a citation without a source', { citations: [{ supports: ['penalty'] }] }, 'citations.0.source', ''],
    [
      'a citation that supports nothing',
      { citations: [{ source: '', supports: [] }] },
      'citations.0.supports',
      'at least one claim',
    ],
    [
      'a date that does not exist',
      { citations: [{ source: '', supports: ['penalty'], retrievedOn: '2026-02-30' }] },
      'citations.0.retrievedOn',
      'is not a date',
    ],
    [
      'a source that was retrieved tomorrow',
      { citations: [{ source: '', supports: ['penalty'], retrievedOn: '2999-01-01' }] },
      'citations.0.retrievedOn',
      'in the future',
    ],
    ['half a day', { reverifyEvery: 0.5 }, 'reverifyEvery', 'whole days'],
    [
      'two elements with one key',
      {
        elements: [
          { key: 'a', text: 'A' },
          { key: 'a', text: 'B' },
        ],
      },
      'elements',
      'have the key “a”',
    ],
    [
      'a situation in a group that there is not',
      { situations: [{ key: 'a', group: 'rumours', text: 'They talk' }] },
      'situations.0.group',
      '',
    ],
    [
      'two situations with one key',
      {
        situations: [
          { key: 'a', group: 'lies', text: 'A' },
          { key: 'a', group: 'threats', text: 'B' },
        ],
      },
      'situations',
      'have the key “a”',
    ],
    [
      'a key with a path in it',
      { elements: [{ key: '../a', text: 'A' }] },
      'elements.0.key',
      'lower-case letters',
    ],
  ])('refuses %s, and says where', async (name, data, field, words, status = 400) => {
    const patched = JSON.parse(
      JSON.stringify(data, (key, value: unknown) => (key === 'source' ? ground.source.id : value)),
    ) as Record<string, unknown>
    const refused = await refusal(
      create({ title: `Bad ${name.replaceAll(' ', '')}`, key: 'testland/offence/bad-input', ...patched }),
    )
    expect(refused).toMatchObject({
      status,
      fields: expect.arrayContaining([field]) as string[],
      message: expect.stringContaining(words) as string,
    })
    expect(await readHead({ payload }, 'testland/offence/bad-input')).toBeNull()
  })

  it.each([
    ['javascript: in an address', { url: 'javascript:alert(1)' }, 'url', 'only https:// and http://'],
    ['an address without a scheme', { url: 'police.example.org' }, 'url', 'start it with https://'],
    [
      'a number that cannot exist',
      { contacts: [{ key: 'x', kind: 'phone', value: '+4412', printed: '12' }] },
      'contacts.0.value',
      'neither an international number',
    ],
    [
      'a number that is printed otherwise',
      { contacts: [{ key: 'x', kind: 'phone', value: '+443001232040', printed: '0300 123 2041' }] },
      'contacts.0.value',
      'must be the same number',
    ],
    [
      'a contact that its body does not have',
      { bodyContacts: 'body' },
      'bodyContacts.0.contact',
      'has no contact “nope”',
    ],
  ])('refuses %s in a channel', async (_name, data, field, words) => {
    const body = await payload.create({
      collection: 'bodies',
      data: {
        name: `Body ${_name.slice(0, 20)}`,
        contacts: [{ key: 'line', kind: 'phone', value: '101', printed: '101' }],
      },
      overrideAccess: true,
    })
    const patched = 'bodyContacts' in data ? { bodyContacts: [{ body: body.id, contact: 'nope' }] } : data
    const refused = await refusal(
      payload.create({
        collection: 'channels',
        overrideAccess: false,
        user: editor,
        data: {
          jurisdiction: ground.place.id,
          title: `Channel ${_name}`,
          stage: 'record',
          role: 'police-intake',
          reach: 'public',
          order: 1,
          reverifyEvery: 180,
          confidence: 'high',
          ...patched,
        } as never,
      }),
    )
    expect(refused).toMatchObject({
      status: 400,
      fields: expect.arrayContaining([field]) as string[],
      message: expect.stringContaining(words) as string,
    })
  })

  it('stores an address and a number in their one form', async () => {
    const channel = await payload.create({
      collection: 'channels',
      overrideAccess: false,
      user: editor,
      data: {
        jurisdiction: ground.place.id,
        title: 'Forms',
        stage: 'record',
        role: 'police-intake',
        reach: 'public',
        order: 1,
        reverifyEvery: 180,
        confidence: 'high',
        url: 'HTTPS://Police.Example.org:443/a/../report?utm_source=x',
        contacts: [{ kind: 'phone', value: '+44 300 123 2040', printed: '0300 123 2040' } as never],
      },
    })
    expect(channel.url).toBe('https://police.example.org/report')
    expect(channel.contacts?.[0]).toMatchObject({ value: '+443001232040', key: '0300-123-2040' })
  })

  it('refuses a link of an essay that runs code, and a heading that cannot stand there', async () => {
    const essay = (children: unknown[]) =>
      payload.create({
        collection: 'essentials',
        overrideAccess: false,
        user: editor,
        data: {
          title: 'Evidence',
          slug: 'evidence',
          order: 1,
          reverifyEvery: 180,
          confidence: 'high',
          sections: [
            {
              heading: 'One',
              body: { root: { type: 'root', children, direction: 'ltr', format: '', indent: 0, version: 1 } },
            },
          ],
        } as never,
      })
    const link = {
      type: 'link',
      fields: { url: 'javascript:alert(1)', linkType: 'custom' },
      children: [{ type: 'text', text: 'x', format: 0, version: 1 }],
      version: 3,
    }
    expect(await refusal(essay([{ type: 'paragraph', children: [link], version: 1 }]))).toMatchObject({
      message: expect.stringContaining('cannot be a link') as string,
    })
    expect(await refusal(essay([{ type: 'heading', tag: 'h1', children: [], version: 1 }]))).toMatchObject({
      message: expect.stringContaining('level h1') as string,
    })
    expect(await refusal(essay([{ type: 'upload', children: [], version: 1 }]))).toMatchObject({
      status: 400,
    })
  })
})
