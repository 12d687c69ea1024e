import { ESLint } from 'eslint'
import tseslint from 'typescript-eslint'
import { describe, expect, it } from 'vitest'

// The project's own configuration, without the rules that need types: they would load the whole project for each word.
const eslint = new ESLint({
  overrideConfigFile: 'eslint.config.mjs',
  overrideConfig: [{ files: ['**/*.{ts,tsx}'], ...tseslint.configs.disableTypeChecked }],
})

const RULES = [
  '@typescript-eslint/no-restricted-imports',
  'no-restricted-syntax',
  'no-restricted-properties',
  'no-restricted-globals',
  'no-console',
  'rooms/imports',
]

/** What the rules of the house say of a text, as if it stood in that file. */
async function complaints(filePath: string, text: string): Promise<string[]> {
  const [result] = await eslint.lintText(`${text}\n`, { filePath })
  return (result?.messages ?? []).flatMap(({ ruleId, message, fatal }) =>
    fatal || RULES.includes(ruleId ?? '') ? [message] : [],
  )
}

const importing = (from: string): string => `import { x } from '${from}'\nexport const y = x`
const only = (...parts: string[]): string => `This part may import only from: ${parts.join(', ')}.`
const ALIAS = 'Import from another part by its alias (#domain/…), so that the boundaries are seen.'
const NO_PAYLOAD = 'This part knows nothing of Payload, Next or React.'
const NO_WORLD = 'This part is pure: no network, disk or process. Hand it what it needs.'
const NO_CONFIG = 'Only the app and the command open the configuration.'
const TYPES_ONLY = 'Only Payload’s types here.'
const NO_OTHER = 'No pipeline imports another: the worker wires them.'
const ONE_WAY = 'Everything that is asked of the outside goes through src/lib/outbound.'
const WAITING =
  'This runs inside transactions, and whoever writes would wait for it. Leave it to the worker: through the outbox, or askWork.'
const NO_DATABASE = 'Only src/store talks to the database: ask one of its functions.'
const INTERNALS = 'Parts of nodemailer are imported by pipelines/mail/nodemailer.ts alone.'
const CLIENT = 'A client component knows the domain alone.'

const PURE = 'pipelines/html/pages.ts'
const EFFECTFUL = 'pipelines/release/write.ts'

describe('which room knows which', () => {
  it.each<[file: string, from: string]>([
    ['src/domain/content/fields.ts', '../keys.ts'],
    ['src/domain/desk/decide.ts', '../content/editions.ts'],
    ['src/store/publish/snapshot.ts', '../desk/heads.ts'],
    ['src/store/publish/snapshot.ts', '#domain/content/editions.ts'],
    ['src/worker/watch/links.ts', '#store/desk/flags.ts'],
    ['src/worker/jobs/start.ts', '../watch/outbound-client.ts'],
    ['collections/record/mail/outbox.ts', '#domain/mail/mails.ts'],
    ['pipelines/digest/render.ts', '#domain/publish/snapshot.ts'],
    // By an exception that the table names.
    ['src/worker/mail/digests/plan.ts', '#store/publish/changes.ts'],
    ['src/worker/watch/weekly-mail.ts', '../mail/composed.ts'],
  ])('%s may import %s', async (file, from) => {
    expect(await complaints(file, importing(from))).toEqual([])
  })

  it.each<[file: string, from: string, rooms: [string, string]]>([
    ['src/domain/content/fields.ts', '../desk/heads.ts', ['content', 'desk']],
    ['src/domain/desk/heads.ts', '../publish/snapshot.ts', ['desk', 'publish']],
    ['src/domain/watch/register.ts', '../mail/digests.ts', ['watch', 'mail']],
    ['src/store/content/sources.ts', '#domain/watch/link-checks.ts', ['content', 'watch']],
    ['src/store/mail/readers.ts', '../watch/checks.ts', ['mail', 'watch']],
    ['src/desk/watch/flag-host.ts', '#desk/publish/go-live.ts', ['watch', 'publish']],
    ['src/worker/publish/publish.ts', '../mail/compose.ts', ['publish', 'mail']],
    ['src/admin/content/fields/claims.tsx', '#admin/desk/bar/desk-bar.tsx', ['content', 'desk']],
    ['collections/record/desk/heads.ts', '../watch/flags.ts', ['desk', 'watch']],
    // An exception is for those whom it names.
    ['src/worker/watch/links.ts', '#store/publish/changes.ts', ['watch', 'publish']],
  ])('%s may not import %s', async (file, from, [own, other]) => {
    const message = `The room “${own}” does not know “${other}”. Hand it what it needs, or name an exception with its reason in eslint.rooms.mjs.`
    expect(await complaints(file, importing(from))).toEqual([message])
    expect(await complaints(file, `import type { x } from '${from}'\nexport type Y = x`)).toEqual([message])
    expect(await complaints(file, `export * from '${from}'`)).toEqual([message])
    expect(await complaints(file, `export const x = import('${from}')`)).toEqual([message])
  })

  it.each(['src/domain/dates.ts', 'src/store/rows.ts'])(
    'the ground floor knows no room: %s',
    async (file) => {
      expect(await complaints(file, importing('./desk/heads.ts'))).toEqual([
        'The ground floor knows no room: move what it needs down, or itself into a room.',
      ])
    },
  )
})

describe('what a part may import', () => {
  it.each<[part: string, file: string, from: string]>([
    ['the domain', 'src/domain/keys.ts', './brand.ts'],
    ['the domain, hashes', 'src/domain/hash.ts', 'node:crypto'],
    ['the library', 'src/lib/env.ts', '#domain/dates.ts'],
    ['the library, the system', 'src/lib/lock.ts', 'node:fs/promises'],
    ['templates', 'templates/helpers.ts', '#domain/content/rich-text.ts'],
    ['templates, each other', 'templates/views/guide.ts', './channel.ts'],
    ['a pure part of a pipeline', PURE, '#domain/publish/guides.ts'],
    ['a pure part of a pipeline, templates', PURE, '#templates/engine.ts'],
    ['a pure part of a pipeline, its own folder', 'pipelines/html/output.ts', './pages.ts'],
    ['an effectful part of a pipeline', EFFECTFUL, '#domain/hash.ts'],
    ['an effectful part of a pipeline, the library', 'pipelines/pdf/printer.ts', '#lib/browser.ts'],
    ['an effectful part of a pipeline, the system', EFFECTFUL, 'node:fs/promises'],
    ['an effectful part of a pipeline, its own folder', EFFECTFUL, './manifest.ts'],
    ['the way out', 'src/lib/outbound/create.ts', 'undici'],
    ['what is sent over it', 'pipelines/links/linkinator.ts', 'linkinator'],
    ['the store', 'src/store/desk/heads.ts', '#domain/desk/heads.ts'],
    ['the store, the library', 'src/store/desk/heads.ts', '#lib/actor.ts'],
    ['the store, a driver', 'src/store/database/sqlite.ts', '@payloadcms/db-sqlite'],
    ['the store, Payload', 'src/store/transaction.ts', 'payload'],
    ['the desk', 'src/desk/desk/save.ts', '#store/desk/heads.ts'],
    ['the desk, the domain', 'src/desk/desk/save.ts', '#domain/desk/decide.ts'],
    ['the desk, the library', 'src/desk/desk/save.ts', '#lib/clock.ts'],
    ['collections', 'collections/users.ts', '#desk/desk/save.ts'],
    ['collections, the store', 'collections/users.ts', '#store/desk/heads.ts'],
    ['collections, Payload', 'collections/users.ts', 'payload'],
    ['the worker', 'src/worker/publish/publish.ts', '#pipelines/release/write.ts'],
    ['the worker, the store', 'src/worker/publish/publish.ts', '#store/publish/snapshot.ts'],
    ['the command', 'src/cli/context.ts', '#config'],
    ['the command, collections', 'src/cli/context.ts', '#collections/users.ts'],
    ['the corpus', 'src/corpus/check.ts', '#domain/keys.ts'],
    ['the exchange, the corpus', 'src/exchange/import.ts', '#corpus/corpus.ts'],
    ['the app, the exchange', 'src/app/(payload)/layout.tsx', '#exchange/import.ts'],
    ['the configuration', 'payload.config.ts', '#collections/users.ts'],
    ['the configuration, the store', 'payload.config.ts', '#store/database/index.ts'],
    ['the app', 'src/app/(payload)/layout.tsx', '#config'],
    ['the app, the admin', 'src/app/(payload)/layout.tsx', '#admin/graphics.tsx'],
    ['the app, a pure part of a pipeline', 'src/app/(payload)/layout.tsx', '#pipelines/html/pages.ts'],
    ['the admin', 'src/admin/graphics.tsx', '#domain/keys.ts'],
    ['the admin, Payload', 'src/admin/graphics.tsx', '@payloadcms/ui'],
    [
      'the admin, where it runs on the server',
      'src/admin/desk/dashboard/dashboard.tsx',
      '#store/desk/staff.ts',
    ],
  ])('%s: %s from %s', async (_part, file, from) => {
    expect(await complaints(file, importing(from))).toEqual([])
  })

  it.each<[part: string, file: string, from: string, message: string]>([
    ['the domain, the library', 'src/domain/keys.ts', '#lib/env.ts', only('domain')],
    ['the domain, the store', 'src/domain/keys.ts', '#store/desk/heads.ts', only('domain')],
    ['the domain, by a relative path', 'src/domain/keys.ts', '../lib/env.ts', ALIAS],
    ['the domain, Payload', 'src/domain/keys.ts', 'payload', NO_PAYLOAD],
    ['the domain, React', 'src/domain/keys.ts', 'react', NO_PAYLOAD],
    ['the domain, the disk', 'src/domain/keys.ts', 'node:fs', NO_WORLD],
    ['the domain, the network', 'src/domain/keys.ts', 'undici', NO_WORLD],
    ['the library, the store', 'src/lib/env.ts', '#store/desk/heads.ts', only('domain', 'lib')],
    ['the library, Payload itself', 'src/lib/mail.ts', 'payload', TYPES_ONLY],
    ['the library, the configuration', 'src/lib/env.ts', '#config', NO_CONFIG],
    ['the library, the network', 'src/lib/mail.ts', 'undici', ONE_WAY],
    ['the worker, the network', 'src/worker/publish/publish.ts', 'node:https', ONE_WAY],
    ['an effectful part, the network', EFFECTFUL, 'linkinator', ONE_WAY],
    ['the store, the way out', 'src/store/content/sources.ts', '#lib/outbound/create.ts', WAITING],
    ['the desk, a mail server', 'src/desk/desk/submit.ts', 'nodemailer', WAITING],
    [
      'a pipeline, what nodemailer does not document',
      'pipelines/mail/smtp.ts',
      'nodemailer/lib/shared',
      INTERNALS,
    ],
    ['a hook, a browser', 'collections/entries/hooks.ts', '#lib/browser.ts', WAITING],
    ['templates, the library', 'templates/helpers.ts', '#lib/env.ts', only('domain', 'templates')],
    ['templates, the disk', 'templates/helpers.ts', 'node:fs/promises', NO_WORLD],
    ['templates, Payload', 'templates/views/guide.ts', 'payload', NO_PAYLOAD],
    ['a pure part of a pipeline, the library', PURE, '#lib/env.ts', only('domain', 'templates', 'pipelines')],
    [
      'a pure part of a pipeline, the store',
      PURE,
      '#store/desk/heads.ts',
      only('domain', 'templates', 'pipelines'),
    ],
    ['a pure part of a pipeline, the disk', PURE, 'node:fs', NO_WORLD],
    ['a pure part of a pipeline, Payload', 'pipelines/pdf/documents.ts', 'payload', NO_PAYLOAD],
    ['a pipeline, another', PURE, '#pipelines/pdf/documents.ts', NO_OTHER],
    ['the printing pipeline, another', 'pipelines/pdf/documents.ts', '#pipelines/html/pages.ts', NO_OTHER],
    ['the feeds, another', 'pipelines/feeds/feeds.ts', '#pipelines/html/pages.ts', NO_OTHER],
    ['the release pipeline, another', 'pipelines/release/manifest.ts', '#pipelines/html/pages.ts', NO_OTHER],
    ['an effectful part, another pipeline', EFFECTFUL, '#pipelines/html/pages.ts', NO_OTHER],
    ['an effectful part, the store', EFFECTFUL, '#store/desk/heads.ts', only('domain', 'lib', 'pipelines')],
    ['an effectful part, templates', EFFECTFUL, '#templates/engine.ts', only('domain', 'lib', 'pipelines')],
    ['an effectful part, Payload', 'pipelines/pdf/printer.ts', 'payload', NO_PAYLOAD],
    [
      'the store, collections',
      'src/store/desk/heads.ts',
      '#collections/users.ts',
      only('domain', 'lib', 'store', 'migrations'),
    ],
    ['the store, the configuration', 'src/store/desk/heads.ts', '#config', NO_CONFIG],
    [
      'the store, the configuration by its path',
      'src/store/desk/heads.ts',
      '../../../payload.config.ts',
      NO_CONFIG,
    ],
    [
      'the store, the desk',
      'src/store/desk/heads.ts',
      '#desk/desk/save.ts',
      only('domain', 'lib', 'store', 'migrations'),
    ],
    ['the desk, Payload', 'src/desk/desk/save.ts', 'payload', NO_PAYLOAD],
    [
      'the desk, collections',
      'src/desk/desk/save.ts',
      '#collections/users.ts',
      only('domain', 'lib', 'store', 'desk'),
    ],
    [
      'the desk, a pipeline',
      'src/desk/desk/save.ts',
      '#pipelines/html/pages.ts',
      only('domain', 'lib', 'store', 'desk'),
    ],
    [
      'collections, a pipeline',
      'collections/users.ts',
      '#pipelines/html/pages.ts',
      only('domain', 'lib', 'store', 'desk', 'collections'),
    ],
    [
      'collections, the worker',
      'collections/users.ts',
      '#worker/publish/publish.ts',
      only('domain', 'lib', 'store', 'desk', 'collections'),
    ],
    [
      'the worker, the app',
      'src/worker/publish/publish.ts',
      '#app/layout.tsx',
      'This part may import only from: ',
    ],
    [
      'the command, the admin',
      'src/cli/context.ts',
      '#admin/graphics.tsx',
      'This part may import only from: ',
    ],
    ['the worker, a driver', 'src/worker/publish/publish.ts', '@payloadcms/db-sqlite', NO_DATABASE],
    ['collections, a driver', 'collections/users.ts', '@payloadcms/db-mongodb', NO_DATABASE],
    ['the command, a client', 'src/cli/context.ts', '@libsql/client', NO_DATABASE],
    ['the app, a driver', 'src/app/(payload)/layout.tsx', 'mongoose', NO_DATABASE],
    ['the library, SQLite of Node', 'src/lib/env.ts', 'node:sqlite', NO_DATABASE],
    ['the configuration, what builds queries', 'payload.config.ts', 'drizzle-orm', NO_DATABASE],
    ['the corpus, the store', 'src/corpus/check.ts', '#store/desk/heads.ts', only('domain', 'corpus')],
    [
      'the exchange, the command',
      'src/exchange/import.ts',
      '#cli/corpus-files.ts',
      only('domain', 'lib', 'store', 'desk', 'corpus', 'exchange'),
    ],
    ['the corpus, the disk', 'src/corpus/check.ts', 'node:fs/promises', NO_WORLD],
    ['the corpus, Payload', 'src/corpus/check.ts', 'payload', NO_PAYLOAD],
    [
      'the configuration, the domain',
      'payload.config.ts',
      '#domain/keys.ts',
      only('collections', 'lib', 'store'),
    ],
    [
      'the configuration, a pipeline',
      'payload.config.ts',
      '#pipelines/html/pages.ts',
      only('collections', 'lib', 'store'),
    ],
    [
      'the app, collections',
      'src/app/(payload)/layout.tsx',
      '#collections/users.ts',
      only('admin', 'exchange', 'store', 'desk', 'domain', 'lib', 'pipelines', 'templates'),
    ],
    [
      'the app, the worker',
      'src/app/(payload)/layout.tsx',
      '#worker/publish/publish.ts',
      only('admin', 'exchange', 'store', 'desk', 'domain', 'lib', 'pipelines', 'templates'),
    ],
    ['the admin, the configuration', 'src/admin/graphics.tsx', '#config', NO_CONFIG],
    [
      'the admin, the app',
      'src/admin/graphics.tsx',
      '#app/layout.tsx',
      only('admin', 'domain', 'store', 'desk', 'lib'),
    ],
    ['a client component, the store', 'src/admin/desk/bar/desk-bar.tsx', '#store/desk/heads.ts', CLIENT],
    ['a client component, the library', 'src/admin/desk/bar/desk-bar.tsx', '#lib/env.ts', CLIENT],
  ])('not %s: %s from %s', async (_part, file, from, message) => {
    const found = await complaints(file, importing(from))
    expect(found).toEqual([expect.stringContaining(message)])
  })

  it('the ways round the one way out', async () => {
    for (const file of [
      'src/worker/publish/publish.ts',
      'src/store/desk/heads.ts',
      'src/lib/mail.ts',
      EFFECTFUL,
    ]) {
      expect(await complaints(file, `export const x = () => fetch('https://example.org')`)).toEqual([
        expect.stringContaining(ONE_WAY),
      ])
      expect(await complaints(file, `import { request } from 'node:http'\nexport const x = request`)).toEqual(
        [expect.stringContaining(ONE_WAY)],
      )
    }
    expect(await complaints('src/admin/ask.ts', `export const x = () => fetch('/api')`)).toEqual([])
    expect(
      await complaints(
        'src/cli/serve/server.ts',
        `import { createServer } from 'node:http'\nexport const x = createServer`,
      ),
    ).toEqual([])
  })

  it('types of Payload in the library', async () => {
    expect(
      await complaints('src/lib/mail.ts', `import type { Payload } from 'payload'\nexport type P = Payload`),
    ).toEqual([])
  })

  it('nothing by the back door: a type or an export is an import', async () => {
    expect([
      await complaints('src/domain/keys.ts', `import type { Env } from '#lib/env.ts'\nexport type E = Env`),
      await complaints('src/domain/keys.ts', `export { env } from '#lib/env.ts'`),
      await complaints('src/domain/keys.ts', `export * from '#lib/env.ts'`),
    ]).toEqual(Array.from({ length: 3 }, () => [expect.stringContaining(only('domain')) as string]))
  })

  it.each<[string, string, string]>([
    ['a pipeline another, by a relative path', PURE, importing('../pdf/documents.ts')],
    ['an effectful part another pipeline, by a relative path', EFFECTFUL, importing('../html/pages.ts')],
    [
      'the app an effectful part of a pipeline',
      'src/app/(payload)/layout.tsx',
      importing('#pipelines/release/write.ts'),
    ],
    [
      'the domain the store, by a dynamic import',
      'src/domain/keys.ts',
      `export const x = import('#store/desk/heads.ts')`,
    ],
    ['the domain Payload, by a dynamic import', 'src/domain/keys.ts', `export const x = import('payload')`],
    ['the library Payload, by a dynamic import', 'src/lib/mail.ts', `export const x = import('payload')`],
    [
      'a pipeline that is not on the list of pipelines the store',
      'pipelines/feeds/atom.ts',
      importing('#store/desk/heads.ts'),
    ],
  ])('not %s (in %s)', async (_name, file, text) => {
    expect(await complaints(file, text)).not.toEqual([])
  })
})

const NO_ENV = /Only src\/lib\/env\.ts reads the environment\./
const NO_LOCAL_API = /The Local API passes access rules unless told otherwise: use src\/store\./
const NO_CLOCK = /Pure code is told the time: take a clock or a day as a value\./
const NO_CHANCE = /Pure code gives the same answer each time\./
const NO_ENUM = /Node runs these files as they stand: no enums, no parameter properties\./
const NO_CONSOLE = /Unexpected console statement/

const NO_DECISION = /The store asks nobody whether they may: src\/desk decides\./
const ONLY_STORE = /Only src\/store talks to the database: ask one of its functions\./

const FIND = 'export const find = (payload: any) => payload.find({ collection: "users" })'
const DEEP_FIND = 'export const find = (req: any) => req.payload.find({ collection: "users" })'

const BELOW = 'export const find = (payload: any) => payload.db.find({ collection: "users" })'
const OTHERS = [
  'src/desk/desk/save.ts',
  'src/worker/publish/publish.ts',
  'src/cli/context.ts',
  'src/lib/mail.ts',
  'src/app/(payload)/layout.tsx',
  'src/admin/desk/dashboard/dashboard.tsx',
  'collections/users.ts',
  'payload.config.ts',
]

describe('what a file may do', () => {
  it.each<[string, string, string, RegExp | null]>([
    ['reads the environment', 'src/lib/env.ts', 'export const x = process.env.PORT', null],
    ['reads the environment', 'src/lib/log.ts', 'export const x = process.env.PORT', NO_ENV],
    ['reads the environment', 'src/cli/main.ts', 'export const x = process.env.PORT', NO_ENV],
    ['reads the environment', 'payload.config.ts', 'export const x = process.env', NO_ENV],
    ['takes the environment apart', 'src/store/desk/heads.ts', 'export const { env } = process', NO_ENV],
    ['reads the process', 'src/cli/main.ts', 'export const x = process.argv', null],
    ['asks the database', 'src/store/desk/heads.ts', FIND, null],
    ['asks the database of a request', 'src/store/desk/heads.ts', DEEP_FIND, null],
    ['asks the database', 'src/desk/desk/save.ts', FIND, NO_LOCAL_API],
    ['asks the database of a request', 'src/desk/desk/save.ts', DEEP_FIND, NO_LOCAL_API],
    ['asks the database', 'collections/users.ts', FIND, NO_LOCAL_API],
    ['asks the database', 'src/worker/publish/publish.ts', FIND, NO_LOCAL_API],
    ['asks the database', 'src/cli/main.ts', FIND, NO_LOCAL_API],
    ['asks the database', 'src/lib/actor.ts', FIND, NO_LOCAL_API],
    ['asks the database', 'src/app/(payload)/layout.tsx', FIND, NO_LOCAL_API],
    [
      'writes to the database',
      'src/worker/publish/publish.ts',
      FIND.replaceAll('find', 'create'),
      NO_LOCAL_API,
    ],
    [
      'writes to a global',
      'src/worker/publish/publish.ts',
      FIND.replaceAll('find', 'updateGlobal'),
      NO_LOCAL_API,
    ],
    [
      'deletes from the database',
      'collections/users.ts',
      FIND.replace('payload.find', 'payload.delete'),
      NO_LOCAL_API,
    ],
    ['counts in the database', 'collections/users.ts', FIND.replace('.find', '.count'), NO_LOCAL_API],
    ['asks past a name', 'collections/users.ts', FIND.replace('.find', '["find"]'), NO_LOCAL_API],
    ['asks what may be missing', 'collections/users.ts', FIND.replace('.find', '?.find'), NO_LOCAL_API],
    [
      'takes the question along',
      'collections/users.ts',
      FIND.replace('.find({', '.find.call({'),
      NO_LOCAL_API,
    ],
    [
      'takes Payload apart',
      'src/cli/main.ts',
      'export const x = (payload: any) => { const { find } = payload; return find }',
      NO_LOCAL_API,
    ],
    [
      'takes a request apart',
      'src/cli/main.ts',
      'export const x = ({ payload: { find } }: any) => find',
      NO_LOCAL_API,
    ],
    [
      'asks who may',
      'src/store/desk/heads.ts',
      "import { mayReview } from '#domain/desk/actors.ts'\nexport const x = mayReview",
      NO_DECISION,
    ],
    [
      'names a role',
      'src/store/desk/staff.ts',
      "import { ROLE_NAMES } from '#domain/desk/actors.ts'\nexport const x = ROLE_NAMES",
      null,
    ],
    [
      'decides',
      'src/store/desk/heads.ts',
      "import { decide } from '#domain/desk/decide.ts'\nexport const x = decide",
      NO_DECISION,
    ],
    ['goes below Payload', 'src/store/desk/heads.ts', BELOW, null],
    ...OTHERS.map((file): [string, string, string, RegExp] => [
      'goes below Payload',
      file,
      BELOW,
      ONLY_STORE,
    ]),
    ['goes below Payload past a name', 'src/cli/main.ts', BELOW.replace('.db', '["db"]'), ONLY_STORE],
    [
      'goes below the Payload of a request',
      'collections/users.ts',
      BELOW.replace('payload.db', '(payload as any).payload.db'),
      ONLY_STORE,
    ],
    [
      'takes the adapter out',
      'src/cli/main.ts',
      'export const x = (payload: any) => { const { db } = payload; return db }',
      ONLY_STORE,
    ],
    [
      'takes the adapter out of a request',
      'collections/users.ts',
      'export const x = ({ payload: { db } }: any) => db',
      ONLY_STORE,
    ],
    [
      'does what a route does',
      'collections/users.ts',
      "import { resetPasswordOperation } from 'payload'\nexport const x = resetPasswordOperation",
      ONLY_STORE,
    ],
    [
      'reads a configuration',
      'collections/users.ts',
      'export const x = (payload: any) => payload.collections.users.config',
      null,
    ],
    ['finds in a list', 'src/desk/desk/save.ts', 'export const x = [1].find((each) => each === 1)', null],
    ['asks for the time', 'src/domain/dates.ts', 'export const x = new Date()', NO_CLOCK],
    ['asks for the time', 'src/domain/dates.ts', 'export const x = Date.now()', NO_CLOCK],
    ['asks for the time', 'templates/helpers.ts', 'export const x = new Date()', NO_CLOCK],
    ['asks for the time', PURE, 'export const x = Date.now()', NO_CLOCK],
    ['asks for the time', 'src/desk/desk/save.ts', 'export const x = new Date()', NO_CLOCK],
    ['asks for the time', 'src/lib/clock.ts', 'export const x = new Date()', null],
    ['reads a time', 'src/domain/dates.ts', 'export const x = new Date(0)', null],
    ['throws dice', 'src/domain/dates.ts', 'export const x = Math.random()', NO_CHANCE],
    ['throws dice', PURE, 'export const x = Math.random()', NO_CHANCE],
    ['makes an enum', 'src/domain/keys.ts', 'export enum X { A }', NO_ENUM],
    ['makes an enum', 'src/lib/env.ts', 'export enum X { A }', NO_ENUM],
    ['makes an enum', 'src/store/desk/heads.ts', 'export enum X { A }', NO_ENUM],
    ['speaks on the console', 'src/lib/env.ts', 'console.log("x")', NO_CONSOLE],
  ])('%s: %s, %s', async (_name, file, text, message) => {
    const found = await complaints(file, text)
    expect(found).toEqual(message === null ? [] : [expect.stringMatching(message)])
  })
})

it('reports a parameter property, which Node cannot run', async () => {
  const text = 'export class X { constructor(readonly a: string) {} }'
  expect(await complaints('src/lib/env.ts', text)).toEqual([expect.stringMatching(NO_ENUM)])
})

describe('the files of the project', () => {
  it('are all under the rules of a part', async () => {
    const parts = [
      'src/domain/keys.ts',
      PURE,
      EFFECTFUL,
      'src/store/desk/heads.ts',
      'collections/users.ts',
      'src/corpus/read.ts',
    ]
    for (const file of parts) {
      expect([file, await eslint.isPathIgnored(file)]).toEqual([file, false])
      const config = (await eslint.calculateConfigForFile(file)) as { rules: Record<string, unknown[]> }
      expect([file, config.rules['@typescript-eslint/no-restricted-imports']?.[0]]).toEqual([file, 2])
    }
  })
})
