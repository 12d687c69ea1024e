import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { CollectionSlug, Field, Payload } from 'payload'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { canonical } from '#domain/canonical.ts'
import { sha256 } from '#domain/hash.ts'
import { databaseName, openDatabase, type TestDatabase } from '../../support/database.ts'
import { testDesk } from '../../support/desk/desk.ts'
import { createOffence, layGround } from '../../support/content/content.ts'
import { rest, signIn } from '../../support/rest.ts'
import { scaled } from '../../support/scale.ts'
import { person, type Person } from '../../support/desk/staff.ts'
import { savePlace } from '../../support/desk/structure.ts'

/*
 * Calls of the API in great number, made by chance, each as everybody: nobody, a subscriber with the token of a mail,
 * an editor, a reviewer and an administrator. Nothing fails in the server, no answer says what is hidden, and nothing
 * changes that whoever asks may not change.
 */

const CALLS = scaled(3_000, 120)
const SEED = 20_261_128

/** Where the figures are written, as they come. */
const FIGURES = process.env.RECOURSE_FIGURES ?? ''

const WHO = ['nobody', 'subscriber', 'editor', 'reviewer', 'administrator'] as const
type Who = (typeof WHO)[number]
type Data = Record<string, unknown>

/** Mulberry32: the same calls every time. */
function chance(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}
const next = chance(SEED)
const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T
const often = (share: number): boolean => next() < share

/** What nobody is told, by any way in; each stands in a row of its kind. */
const HIDDEN: Partial<Record<string, Data>> = {
  subscribers: {
    lookup: 'SECRETlookup',
    address: 'SECRETaddress',
    state: 'active',
    follows: '[]',
    coveredTo: 0,
  },
  'mail-tokens': { hash: 'SECRETtoken', subscriber: 'SECRETsubscriber', purpose: 'mail' },
  'expert-links': { hash: 'SECREThash', entry: 'SECRETentry', ask: 1, until: '2026-12-31T00:00:00.000Z' },
  'mailed-changes': { subscriber: 'SECRETsubscriber', change: 1, mail: 'SECRETmail' },
  outbox: {
    key: 'SECRETkey',
    kind: 'test',
    recipient: 'user:SECRET',
    args: '{"SECRETargs":1}',
    state: 'sent',
  },
  notices: { key: 'SECRETnotice', person: 'user:SECRETtold', kind: 'review', mail: 'never', at: 'SECRETat' },
  'sign-in-tries': { key: 'SECRETtry', until: 1 },
  'sign-ins': { session: 'SECRETsession', account: 'SECRETowner' },
  'second-factors': { account: 'SECRETowner', kind: 'totp', secret: 'SECRETfactor', counter: 0 },
  identities: { identity: 'SECRETissuer SECRETsubject', account: 'SECRETowner' },
  'payload-kv': { key: 'SECRETkv', data: { value: 'SECRETvalue' } },
}

/** Rows that are there for staff to read. */
const SHOWN: Partial<Record<string, Data>> = {
  leases: { key: 'l', token: 1, holder: 'x', until: '2026-11-21T10:00:00Z' },
  'source-states': { source: 's', host: 'example.org', url: 'https://example.org/', keys: '[]' },
  'host-states': { host: 'example.org', slot: '2026-11-21' },
  'digest-runs': { key: 'weekly/2026-W47', kind: 'weekly', fromSeq: 0, toSeq: 1, state: 'held', mails: 0 },
  releases: { seq: 1, name: '000001-abc', at: '2026-11-21T10:00:00Z', day: '2026-11-21', files: 1 },
  targets: { address: '/srv/www', release: '000001-abc', tries: 0, sentFiles: 1, sentBytes: 1 },
}

/** What a sign-in, or asking for a password, moves of an account: the door is not the house. */
const OF_THE_DOOR = [
  'sessions',
  'loginAttempts',
  'lockUntil',
  'resetPasswordToken',
  'resetPasswordExpiration',
  'resetPasswordRequestedAt',
  'updatedAt',
]

/** What editorial work moves, by those who may do it. */
const EDITORIAL = [
  'profiles',
  'channels',
  'offences',
  'ladders',
  'routes',
  'essentials',
  'bodies',
  'instruments',
  'sources',
  'law-changes',
  'heads',
  'editions',
  'editorial-events',
  'changes',
  'flags',
  'work',
  'law-change-proposals',
  'source-states',
  'quote-states',
  'shared-events',
  'chain-ends',
]
const OWN = ['users', 'payload-preferences', 'payload-locked-documents', 'saved-views']
const STRUCTURE = [
  'jurisdictions',
  'site',
  'mailing',
  'work',
  'outbox',
  'notices',
  'digest-runs',
  'flags',
  'editorial-events',
  'heads',
  'editions',
  'changes',
  'account-events',
  'shared-events',
  'chain-ends',
]
/** What belongs to one person: nobody is given a copy of another's. */
const PRIVATE = new Set(['payload-preferences', 'saved-views'])
const KEPT = new Set([...EDITORIAL.slice(0, 10), ...OWN, 'jurisdictions', 'site', 'mailing'])

/** Asking for a new password puts a mail by, whoever asks; of many accounts in one call those that stay lose what they had set to their taste. */
const ALSO: readonly [of: RegExp, slugs: readonly string[]][] = [
  [/^post \/users\/forgot-password/, ['outbox', 'mail-tokens', 'work', 'sign-in-tries']],
  [/^post \/users\/login/, ['sign-in-tries', 'sign-ins']],
  // A try is counted before what was sent is read.
  [/^post \/users\/(proof|second-factor\/app\/confirm)/, ['sign-in-tries']],
  // Where a place or the site stands in review is kept beside it.
  [/^post \/(?:jurisdictions\/[^/]+|globals\/site)\/desk\//, ['jurisdictions', 'site']],
  [/^delete \/users\?/, ['payload-preferences']],
]
const MAY_CHANGE: Record<Who, Set<string>> = {
  nobody: new Set(),
  subscriber: new Set(),
  editor: new Set([...EDITORIAL, ...OWN]),
  reviewer: new Set([...EDITORIAL, ...OWN]),
  administrator: new Set([...STRUCTURE, ...OWN]),
}

let database: TestDatabase
let payload: Payload
let staff: Record<'editor' | 'reviewer' | 'administrator', Person>
const tokens: Partial<Record<Who, string>> = {}
const ids: Record<string, string[]> = {}
const versions: Record<string, string[]> = {}
let secrets: { text: string; of: Who | null }[] = []

beforeAll(async () => {
  database = await openDatabase()
  payload = database.payload
  staff = {
    editor: await person(payload, 'Edith', ['editor']),
    reviewer: await person(payload, 'Rey', ['reviewer']),
    administrator: await person(payload, 'Ada', ['administrator']),
  }
  await person(payload, 'Zoe', ['administrator'])
  for (const who of ['editor', 'reviewer', 'administrator'] as const) tokens[who] = await signIn(staff[who])
  tokens.subscriber = 'TokenOfTheSubscribersOwn'.padEnd(43, 'x')
  const ground = await layGround(payload)
  const offence = await createOffence(payload, staff.editor, ground, 'Live')
  await testDesk(payload).live(staff.editor, staff.reviewer, { kind: 'offence', id: offence.id }, 1)
  await createOffence(payload, staff.editor, ground, 'Draft')
  await payload.create({ collection: 'bodies', data: { name: 'Police' }, overrideAccess: true })
  await payload.create({
    collection: 'law-changes',
    data: { title: 'Section 3', what: 'repeal', effectiveOn: '2026-01-01', instrument: ground.act.id },
    overrideAccess: true,
  })
  await savePlace(payload, ground.place.id, { responsible: [staff.editor.id] })
  for (const [collection, data] of Object.entries({ ...HIDDEN, ...SHOWN }))
    await payload.db.create({ collection: collection as CollectionSlug, data: data as never })
  for (const { id } of Object.values(staff)) {
    await payload.db.updateOne({ collection: 'users', id, data: { resetPasswordToken: `SECRETreset${id}` } })
    await payload.db.create({
      collection: 'payload-preferences',
      data: { key: 'nav', value: { of: `SECRETpreference${id}` }, user: { relationTo: 'users', value: id } },
    })
    await payload.db.create({
      collection: 'saved-views',
      data: { title: `SECRETview${id}`, list: 'offences', query: 'sort=place', shared: false, owner: id },
    })
    await payload.db.create({
      collection: 'payload-locked-documents',
      data: { document: { relationTo: 'users', value: id }, user: { relationTo: 'users', value: id } },
    })
  }
  for (const { config } of Object.values(payload.collections)) {
    if (config.slug === 'payload-migrations') continue
    const { docs } = await payload.db.find<{ id: string }>({ collection: config.slug, where: {}, limit: 20 })
    ids[config.slug] = docs.map(({ id }) => String(id))
    if (config.versions) {
      const found = await payload.db.findVersions({ collection: config.slug, where: {}, limit: 5 })
      versions[config.slug] = found.docs.map(({ id }) => String(id))
    }
  }
  const accounts = (
    await payload.db.find<Data & { id: string }>({ collection: 'users', where: {}, limit: 50 })
  ).docs
  secrets = [
    { text: 'SECRETlookup', of: null },
    { text: 'SECRETaddress', of: null },
    { text: 'SECRETtoken', of: null },
    { text: 'SECRETsubscriber', of: null },
    { text: 'SECRETmail', of: null },
    { text: 'SECRETargs', of: null },
    { text: 'SECRETvalue', of: null },
    { text: 'SECRETreset', of: null },
    ...accounts.flatMap((account) => [
      { text: String(account.salt), of: null },
      { text: String(account.hash), of: null },
    ]),
    ...Object.entries(staff).flatMap(([who, { id }]) => [
      { text: `SECRETpreference${id}`, of: who as Who },
      { text: `SECRETview${id}`, of: who as Who },
      ...((accounts.find((each) => each.id === id)?.sessions ?? []) as { id: string }[]).map((session) => ({
        text: session.id,
        of: who as Who,
      })),
    ]),
  ]
})
afterAll(() => {
  looker?.close()
  return database?.close()
})

/** Everything that is kept, by collection, each as one hash. Of an account without what a sign-in moves. */
async function everything(): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  for (const { config } of Object.values(payload.collections)) {
    const { docs } = await payload.db.find<Data & { id: string }>({
      collection: config.slug,
      where: {},
      limit: 0,
      pagination: false,
      sort: 'id',
    })
    const kept =
      config.slug === 'users'
        ? docs.map((doc) =>
            Object.fromEntries(Object.entries(doc).filter(([name]) => !OF_THE_DOOR.includes(name))),
          )
        : config.slug === 'jurisdictions'
          ? // How it stands moves with what editors and reviewers do with it.
            docs.map(({ deskState: _state, updatedAt: _at, ...doc }) => doc)
          : docs
    found.set(config.slug, sha256(canonical(JSON.parse(JSON.stringify(kept)))))
  }
  for (const { slug } of payload.globals.config)
    found.set(
      slug,
      sha256(canonical(JSON.parse(JSON.stringify((await payload.db.findGlobal({ slug })) ?? null)))),
    )
  return found
}

/** A number that is another one once anything was written; on MongoDB always another. */
let looker: DatabaseSync | null = null
let looked = 0
function version(): unknown {
  if (databaseName !== 'sqlite') return (looked += 1)
  looker ??= new DatabaseSync(join(database.dataDir, 'recourse.db'), { readOnly: true })
  return looker.prepare('PRAGMA data_version').get()?.data_version
}

const TEXTS = [
  'x',
  '',
  ' ',
  '\u0000',
  'Cut \ud83d',
  '<script>alert(1)</script>',
  "' OR 1=1 --",
  '{{x}}',
  '../../etc/passwd',
  'é',
  '2026-01-01',
  '-1',
  'null',
  '𝕏'.repeat(300),
  'a'.repeat(50_000),
]
const odd = (depth = 0): unknown =>
  pick<() => unknown>([
    () => pick(TEXTS),
    () => pick([0, -1, 1, 1e21, 0.5, Number.MAX_SAFE_INTEGER]),
    () => pick([true, false, null]),
    () => (depth > 3 ? 'x' : Array.from({ length: Math.floor(next() * 4) }, () => odd(depth + 1))),
    () =>
      depth > 3
        ? {}
        : {
            [pick(['id', 'root', 'children', 'value', 'relationTo', '$gt', '__proto__', 'constructor'])]: odd(
              depth + 1,
            ),
          },
    () => pick(Object.values(ids).flat()),
    () => ({ relationTo: pick(Object.keys(ids)), value: pick(Object.values(ids).flat()) }),
    () => {
      let deep: unknown = { type: 'text', text: 'x', version: 1 }
      for (let left = pick([1, 50, 900]); left > 0; left -= 1)
        deep = { type: 'paragraph', version: 1, children: [deep] }
      return { root: { type: 'root', version: 1, children: pick<unknown>([[deep], deep, 'x', null]) } }
    },
  ])()

const namesOf = (fields: readonly Field[]): string[] =>
  fields.flatMap((field) => [
    ...('name' in field && field.name ? [field.name] : []),
    ...(field.type === 'tabs' ? field.tabs.flatMap((tab) => namesOf(tab.fields)) : []),
    ...(field.type !== 'tabs' && !('name' in field && field.name) && 'fields' in field
      ? namesOf(field.fields)
      : []),
  ])
const HIDDEN_NAMES = [
  'salt',
  'hash',
  'resetPasswordToken',
  'sessions',
  'sessions.id',
  'loginAttempts',
  'lockUntil',
  'password',
  'data',
  'args',
  'address',
  'lookup',
]
const FORGED = [
  'id',
  'createdAt',
  'updatedAt',
  'deletedAt',
  '_status',
  'pausedBy',
  'restUntil',
  'deskState',
  'revision',
  'roles',
  'collection',
  'user',
  ...HIDDEN_NAMES,
]

function pathOf(fields: readonly string[]): string {
  const leads = [
    'responsible',
    'jurisdiction',
    'parent',
    'source',
    'citations',
    'version',
    'user',
    'document',
    'value',
    'related',
    'instrument',
  ]
  const parts = Array.from({ length: Math.floor(next() * 3) }, () => pick(leads))
  return [...parts, often(0.5) ? pick(HIDDEN_NAMES) : pick(fields)].join(pick(['.', '.', '.', '__']))
}

function queryOf(fields: readonly string[]): string {
  const one = (): string =>
    pick<() => string>([
      () =>
        `${pick(['limit', 'page', 'depth'])}=${pick(['0', '1', '-1', '1e9', 'abc', '', '99999999999999999999', '3.5', 'NaN'])}`,
      () => `sort=${pick(['', '-'])}${pathOf(fields)}`,
      () => `sort[${pick(['', 'x', '0'])}]=${pathOf(fields)}`,
      () =>
        `where[${pathOf(fields)}][${pick(['equals', 'like', 'contains', 'in', 'exists', 'greater_than', 'near', 'within', 'all', 'not_in', '$gt', 'x'])}]=${encodeURIComponent(pick(TEXTS).slice(0, 200).toWellFormed())}`,
      () => `where[${pick(['and', 'or', 'AND', 'nor'])}][${pick(['0', '', 'x'])}][${pathOf(fields)}][like]=a`,
      () =>
        `where=${encodeURIComponent(pick(['{', '[]', 'null', '"x"', '{"and":1}', '{"salt":{"like":"a"}}', `{"or":[{"${pathOf(fields)}":{"exists":true}}]}`]))}`,
      () => `where[${pathOf(fields)}]=x`,
      () =>
        `where[id][${pick(['exists', 'not_equals', 'equals'])}]=${pick(['true', 'none', ...Object.values(ids).flat().slice(0, 20)])}`,
      () => `select[${pathOf(fields)}]=${pick(['true', 'false', 'x'])}`,
      () => `populate[${pick(Object.keys(ids))}][${pick(HIDDEN_NAMES)}]=true`,
      () => `joins[${pathOf(fields)}][where][salt][like]=a`,
      () =>
        `${pick(['draft', 'trash', 'autosave', 'pagination', 'overrideLock', 'flattenLocales', 'publishAllLocales'])}=${pick(['true', 'false', 'x', ''])}`,
      () => `${pick(['locale', 'fallback-locale', 'fallbackLocale'])}=${pick(['en', 'xx', 'all', '*', ''])}`,
      () => `data=${encodeURIComponent(pick(['{', '{"salt":"x"}', '[]']))}`,
      () => `showHiddenFields=true&overrideAccess=true&user=${staff.administrator.id}`,
      () => `t=${tokens.subscriber}`,
      () => `${'where'.repeat(3)}[${'['.repeat(30)}=1`,
      () => `allSessions=true`,
    ])()
  return Array.from({ length: Math.floor(next() * 4) }, one).join('&')
}

interface Call {
  method: string
  path: string
  headers: Record<string, string>
  raw: string | undefined
}

/** What each action of the desk must say. */
const SAID: Partial<Record<string, Data>> = {
  submit: { revision: 1, checkedOn: '2026-01-01', changeNote: 'Note', changeKind: 'substance' },
  approve: { hash: '0'.repeat(64) },
  'request-changes': { hash: '0'.repeat(64), notes: [{ claim: null, text: 'Why?' }] },
  'safety-fix': { hash: null, revision: 1, reason: 'Now.', checkedOn: '2026-01-01' },
  verify: { hash: '0'.repeat(64), on: '2026-01-01', opened: [] },
  'ask-withdrawal': { hash: '0'.repeat(64), reason: 'Gone.', changeNote: 'Gone.' },
  'confirm-withdrawal': { hash: '0'.repeat(64) },
  'decline-withdrawal': { hash: '0'.repeat(64), reason: 'It stays.' },
  'safety-withdrawal': { hash: '0'.repeat(64), reason: 'Now.' },
  'second-review': { decision: 1, note: 'Fine.' },
  'correct-note': { seq: 1, note: 'Else.' },
  assign: { to: null, due: null },
  cite: { url: 'https://example.org/cited', title: 'Cited' },
  copy: { entries: [{ kind: 'offence', id: 'none' }], to: 'none' },
  'ask-expert': { hash: '0'.repeat(64), name: 'Iris', question: 'Is it?' },
  'end-expert': { ask: 2 },
  'ask-question': { claim: null, edition: null, text: 'Why?' },
  'answer-question': { thread: 2, text: 'Because.' },
  'resolve-question': { thread: 2, seen: 2 },
  'reopen-question': { thread: 2 },
  check: { sources: ['none'] },
  move: { sources: [{ id: 'none', to: 'https://example.org/moved' }] },
  dismiss: { flags: ['f'], reason: 'Looked at.' },
  answer: { flag: 'f', found: 'Looked at.', answer: '' },
  accept: { keys: ['none'], effectiveOn: null },
  'roll-back': { to: 1, reason: 'Broken.', carryOver: false, seen: 0 },
  push: { address: '/srv/www' },
  resume: { reason: 'Mended.', seen: 0 },
  flag: {},
  'leave-out': { entries: ['none'], reason: 'It cites another part.' },
  part: { entry: 'none', reason: 'It needs longer.' },
  'submit-together': { entries: [{ entry: 'none', revision: 1 }], changeNote: 'Note', checkedOn: null },
  'submit-guide': { entries: [{ entry: 'none', revision: 1 }], checkedOn: null },
  read: { about: null, until: '2026-11-30T00:00:00.000Z' },
  pause: { paused: true },
  look: {},
  held: { run: 'weekly/2026-W47', decision: 'drop' },
  test: { kind: 'weekly', place: '*', format: 'html' },
  'forgot-password': { email: 'edith@example.org' },
  calendar: { wanted: true },
  login: { email: 'edith@example.org', password: 'not this one' },
}

/** What of a record must be another one in each. */
const UNIQUE = ['key', 'url', 'slug', 'iso', 'email', 'title', 'name']
let made = 0

/** A record like one that is there, or what an action says: most calls are well made but for one thing. */
async function likeOne(slug: string, path: string): Promise<Data> {
  const action = SAID[path.split('/').at(-1) ?? '']
  if (action) {
    const [open] = (
      await payload.db.find<Data & { id: string }>({
        collection: 'editions',
        where: {},
        limit: 1,
        sort: '-id',
      })
    ).docs
    return 'hash' in action && action.hash !== null ? { ...action, hash: open?.hash } : action
  }
  const id = path.split('/')[1]
  const found = (payload.collections[slug as 'users'] as unknown)
    ? await payload.db.findOne<Data & { id: string }>({
        collection: slug as 'users',
        where: id ? { id: { equals: id } } : {},
      })
    : await payload.db.findGlobal<Data>({ slug: slug }).catch(() => null)
  const doc = JSON.parse(JSON.stringify(found ?? {})) as Data
  if (id)
    return Object.fromEntries(
      Object.entries(doc).filter(([name]) => name === 'revision' || name === 'updatedAt' || often(0.5)),
    )
  made += 1
  for (const name of UNIQUE)
    if (typeof doc[name] === 'string')
      doc[name] =
        name === 'iso'
          ? `XX-${made}`
          : name === 'email'
            ? `made${made}@example.org`
            : name === 'url'
              ? `https://example.org/made/${made}`
              : name === 'key'
                ? undefined
                : `${doc[name].slice(0, 40)} ${made}`
  if (typeof doc.slug === 'string') doc.slug = `made-${made}`
  return doc
}

async function bodyOf(
  fields: readonly string[],
  slug: string,
  path: string,
): Promise<Pick<Call, 'raw' | 'headers'>> {
  const data: Data = often(0.75) && !(slug in HIDDEN) && !PRIVATE.has(slug) ? await likeOne(slug, path) : {}
  for (let left = pick([0, 0, 0, 1, 1, 2, 5]); left > 0; left -= 1)
    data[pick(often(0.4) ? FORGED : fields)] = odd()
  if (often(0.1)) data.revision = pick([1, 2, 3, -1, '1'])
  if (often(0.2))
    data.email = pick([staff.editor.email, 'x@example.org', 'x', `${'a'.repeat(400)}@example.org`])
  if (often(0.05)) data.hash = '0'.repeat(64)
  // Nobody loses the password, with which the next call is made.
  delete data.password
  const json = JSON.stringify(data)
  const boundary = 'multipart/form-data; boundary=x'
  return pick<() => Pick<Call, 'raw' | 'headers'>>([
    ...Array.from({ length: 8 }, () => () => ({
      raw: json,
      headers: { 'content-type': 'application/json' },
    })),
    () => ({ raw: json.slice(0, -1), headers: { 'content-type': 'application/json' } }),
    () => ({
      raw: pick(['[]', 'null', '1', '"x"', '']),
      headers: { 'content-type': 'application/json; charset=utf-8' },
    }),
    () => ({
      raw: `--x\r\nContent-Disposition: form-data; name="_payload"\r\n\r\n${json}\r\n--x--\r\n`,
      headers: { 'content-type': boundary },
    }),
    () => ({
      raw: `--x\r\nContent-Disposition: form-data; name="_payload"\r\n\r\n${json.slice(0, 20)}`,
      headers: { 'content-type': boundary },
    }),
    () => ({
      raw: `--x\r\nContent-Disposition: form-data; name="file"; filename="a.svg"\r\n\r\n<svg/>\r\n--x--\r\n`,
      headers: { 'content-type': boundary },
    }),
    () => ({
      raw: json,
      headers: {
        'content-type': pick([
          'text/plain',
          'application/x-www-form-urlencoded',
          'multipart/form-data',
          'application/xml',
          'x',
        ]),
      },
    }),
    () => ({
      raw: `sort=${pathOf(fields)}&limit=1`,
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'X-Payload-HTTP-Method-Override': 'GET',
      },
    }),
    () => ({
      raw: pick(['{', json, 'null']),
      headers: { 'content-type': 'application/json', 'X-HTTP-Method-Override': 'GET' },
    }),
    () => ({ raw: undefined, headers: {} }),
  ])()
}

/** Ways of signing out and the like, after which a call would be nobody’s. */
const LEFT_OUT = /^post \/(?:logout|reset-password)$/

async function callOf(): Promise<Call> {
  const entities = [
    ...Object.values(payload.collections).map(({ config }) => ({
      base: `/${config.slug}`,
      slug: config.slug,
      fields: config.fields,
      endpoints: config.endpoints,
    })),
    ...payload.config.globals.map((config) => ({
      base: `/globals/${config.slug}`,
      slug: config.slug,
      fields: config.fields,
      endpoints: config.endpoints,
    })),
    { base: '', slug: '', fields: [] as Field[], endpoints: payload.config.endpoints },
  ]
  // Most are rows of machines, which nobody writes: what people keep is asked for as often.
  const kept = entities.filter(({ slug }) => KEPT.has(slug))
  const { base, slug, fields, endpoints } = pick(often(0.6) ? kept : entities)
  const names = [...namesOf(fields), 'x']
  const routes = (endpoints || []).filter(({ method, path }) => !LEFT_OUT.test(`${method} ${path}`))
  const known =
    routes.length > 0 && often(0.95)
      ? pick(routes)
      : {
          method: pick(['get', 'post', 'patch', 'delete', 'put', 'options']),
          path: pick(['/', '/x', '/:id/x', '/versions', '/graphql', '/distinct']),
        }
  const anyId = (): string =>
    pick(
      [
        ...(ids[slug] ?? []),
        ...(ids[slug] ?? []),
        'none',
        '0',
        '-1',
        '%00',
        "'",
        '%F0%9D%95%8F',
        'a'.repeat(300),
        'undefined',
        '[object Object]',
        staff.administrator.id,
      ].filter(Boolean),
    )
  const path = known.path
    .replace('/versions/:id', () => `/versions/${pick([...(versions[slug] ?? []), 'none', '%00'])}`)
    .replace('/:id?', () => (often(0.7) ? `/${anyId()}` : ''))
    .replace(':id', anyId)
    .replace(':key', () => pick(['nav', 'x', '%00', 'a'.repeat(300)]))
  let query = often(known.method === 'get' ? 0.7 : 0.2) ? queryOf(names) : ''
  // By a condition on everything one call would take all from the calls after it.
  if (known.method === 'delete' && path === '/') query = `where[id][equals]=${anyId()}`
  return {
    method: known.method,
    path: `${base}${path}`.replace(/\/$/, '') + (query ? `?${query}` : ''),
    ...(known.method === 'get' || known.method === 'head' || known.method === 'options'
      ? { raw: undefined, headers: {} }
      : await bodyOf(names, slug, path)),
  }
}

/** Whether the accounts with which the calls are made are still there, as they were. */
async function restoreStaff(): Promise<void> {
  for (const [who, { id, email, name }] of Object.entries(staff)) {
    const found = await payload.db.findOne<Data & { id: string }>({
      collection: 'users',
      where: { id: { equals: id } },
    })
    if (found && found.email === email && canonical(found.roles) === canonical([who])) continue
    if (found) await payload.db.updateOne({ collection: 'users', id, data: { email, name, roles: [who] } })
    else {
      staff[who as 'editor'] = await person(payload, name, [who as 'editor'])
      tokens[who as Who] = await signIn(staff[who as 'editor'])
    }
  }
}

it(
  `holds against ${CALLS.toLocaleString('en')} calls of five identities each`,
  async () => {
    const trouble: string[] = []
    const counted: Record<string, number> = {}
    const count = (name: string): void => void (counted[name] = (counted[name] ?? 0) + 1)
    const figures = (calls: number): void =>
      writeFileSync(
        FIGURES,
        JSON.stringify({ calls, requests: calls * WHO.length, counted, trouble }, null, 2),
      )
    let before = await everything()
    let seen = version()
    for (let n = 0; n < CALLS; n += 1) {
      const call = await callOf()
      if (FIGURES && n % 50 === 0) figures(n)
      for (const who of WHO) {
        const said = `#${n} ${who} ${call.method} ${call.path.slice(0, 200)} ${(call.raw ?? '').slice(0, 200)} ${JSON.stringify(call.headers)}`
        const { status, text } = await asked(call, who)
        count(`${who} ${Math.floor(status / 100)}xx`)
        if (status >= 500) trouble.push(`${status}: ${said}`)
        for (const secret of secrets)
          if (secret.of !== who && text.includes(secret.text))
            trouble.push(`tells ${secret.text.slice(0, 20)}: ${said}`)
        const now = version()
        if (now === seen) continue
        seen = now
        const after = await everything()
        const changed = [...after].filter(([slug, kept]) => before.get(slug) !== kept).map(([slug]) => slug)
        const wrongly = changed.filter(
          (slug) =>
            (status >= 400 || !MAY_CHANGE[who].has(slug)) &&
            !ALSO.some(([of, slugs]) => of.test(`${call.method} ${call.path}`) && slugs.includes(slug)),
        )
        if (wrongly.length > 0) trouble.push(`${status} changed ${wrongly.join()}: ${said}`)
        if (changed.length > 0) count(`${who} changed something`)
        before = after
        if (changed.includes('users')) {
          await restoreStaff()
          before = await everything()
          seen = version()
        }
      }
    }
    if (FIGURES) figures(CALLS)
    expect(trouble).toEqual([])
    // The calls did reach what they were for.
    for (const who of ['editor', 'reviewer', 'administrator'] as const)
      expect(counted[`${who} 2xx`]).toBeGreaterThan(CALLS / 20)
  },
  scaled(3_600_000, 180_000),
)

async function asked(
  { method, path, headers, raw }: Call,
  who: Who,
): Promise<{ status: number; text: string }> {
  const as: Record<string, string> =
    who === 'subscriber'
      ? { cookie: `recourse-token=${tokens.subscriber}`, 'x-recourse-network': 'mine' }
      : {}
  try {
    const { status, json, message } = await rest(method, path, {
      token: tokens[who],
      raw,
      headers: { ...headers, ...as },
    })
    return { status, text: `${JSON.stringify(json)}${message}` }
  } catch (error) {
    return { status: 599, text: String(error) }
  }
}
