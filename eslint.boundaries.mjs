// Which part may import which (docs/decisions/0036). Imports between parts use the aliases of package.json;
// relative imports stay inside a part. For the rooms within a part see eslint.rooms.mjs. A violation is a lint
// error, also in a dynamic import.
import { readdirSync } from 'node:fs'

/** Aliases of the parts; each names a folder. */
const PARTS = [
  'admin',
  'app',
  'cli',
  'collections',
  'corpus',
  'desk',
  'domain',
  'exchange',
  'lib',
  'migrations',
  'pipelines',
  'store',
  'templates',
  'worker',
]

const PIPELINES = readdirSync(new URL('pipelines/', import.meta.url), { withFileTypes: true })
  .filter((each) => each.isDirectory())
  .map(({ name }) => name)

/** Pipeline files with side effects: they may import their own folder, the domain and the library. */
const EFFECTFUL = [
  'pipelines/backup/archive.ts',
  'pipelines/backup/open.ts',
  'pipelines/backup/seal.ts',
  'pipelines/mail/eml.ts',
  'pipelines/mail/message.ts',
  'pipelines/mail/nodemailer.ts',
  'pipelines/mail/smtp.ts',
  'pipelines/gate/check.ts',
  'pipelines/links/check.ts',
  'pipelines/links/linkinator.ts',
  'pipelines/pdf/fonts.ts',
  'pipelines/pdf/printer.ts',
  'pipelines/push/bucket-store.ts',
  'pipelines/push/bucket.ts',
  'pipelines/push/folder.ts',
  'pipelines/push/published.ts',
  'pipelines/push/ssh-host.ts',
  'pipelines/push/ssh.ts',
  'pipelines/quotes/pdf-page.ts',
  'pipelines/quotes/pdf-thread.ts',
  'pipelines/quotes/read-page.ts',
  'pipelines/register/australia/read-australia.ts',
  'pipelines/register/canada/read-canada.ts',
  'pipelines/register/new-zealand/read-new-zealand.ts',
  'pipelines/register/read-register.ts',
  'pipelines/release/check.ts',
  'pipelines/release/current.ts',
  'pipelines/release/kept-heads.ts',
  'pipelines/release/loose.ts',
  'pipelines/release/make-file.ts',
  'pipelines/release/mend.ts',
  'pipelines/release/prune.ts',
  'pipelines/release/release-folder.ts',
  'pipelines/release/shared-folders.ts',
  'pipelines/release/verify-folder.ts',
  'pipelines/release/verify-url.ts',
  'pipelines/release/whole-folders.ts',
  'pipelines/release/write.ts',
]

const PAYLOAD = {
  regex: '^(payload|@payloadcms/|next|react)',
  message: 'This part knows nothing of Payload, Next or React.',
}
const PAYLOAD_TYPES = {
  regex: '^(payload|@payloadcms/)',
  allowTypeImports: true,
  message: 'Only Payload’s types here.',
}
const WORLD = {
  regex:
    '^(node:)?(fs|net|http|https|http2|child_process|dns|tls|worker_threads|timers|os|process)(/|$)|^(undici|puppeteer(-core)?|nodemailer|pino|sirv)$',
  message: 'This part is pure: no network, disk or process. Hand it what it needs.',
}
/** All outbound traffic goes through one guarded client. These modules would bypass it. */
const ONE_WAY = 'Everything that is asked of the outside goes through src/lib/outbound.'
const ROUND = [
  { regex: '^(undici|linkinator|(node:)?(http2|https|dns)(/promises)?)$', message: ONE_WAY },
  {
    regex: '^(node:)?http$',
    importNames: ['default', 'get', 'request', 'Agent', 'globalAgent'],
    message: ONE_WAY,
  },
]
/** Nodemailer's undocumented modules are imported in one file, which compares them with its behaviour. */
const INTERNALS = {
  regex: '^nodemailer/',
  message: 'Parts of nodemailer are imported by pipelines/mail/nodemailer.ts alone.',
}
const NODEMAILER = 'pipelines/mail/nodemailer.ts'

/** The outbound client itself, and code whose requests go through it. */
const LINKINATOR = 'pipelines/links/linkinator.ts'

const DATABASE = 'Only src/store talks to the database: ask one of its functions.'
const DRIVERS = {
  regex:
    '^(@payloadcms/(db-.*|drizzle)|drizzle-orm|@libsql/.*|libsql|better-sqlite3|(node:)?sqlite|mongodb|mongoose)(/|$)',
  message: DATABASE,
}
/** The operations behind Payload's routes, which its Local API calls, too. */
const OPERATIONS = { regex: '^payload(/|$)', importNamePattern: 'Operation(Local)?$', message: DATABASE }

/** Code in hooks and actions runs inside transactions and may wait only for the database. */
const WAITING = {
  regex:
    '^#lib/(outbound/|browser|mail-files)|^(node:)?(net|tls|child_process)$|^(nodemailer|puppeteer(-core)?)(/|$)',
  message:
    'This runs inside transactions, and whoever writes would wait for it. Leave it to the worker: through the outbox, or askWork.',
}

/** The store reads and writes. The desk decides who may. */
const DECISIONS = [
  {
    regex: '^#domain/desk/(decide|authors)',
    message: 'The store asks nobody whether they may: src/desk decides.',
  },
  {
    regex: '^#domain/desk/actors',
    importNamePattern: '^may[A-Z]',
    message: 'The store asks nobody whether they may: src/desk decides.',
  },
]

const SERVER_ONLY = { regex: '^#(store|desk|lib)/', message: 'A client component knows the domain alone.' }
const EFFECTS = {
  regex: `^#(${EFFECTFUL.map((file) => file.replace('.ts', '(\\.ts)?')).join('|')})$`,
  message: 'Only the worker and the command use the parts of pipelines that touch the world.',
}
const otherPipelines = (own) => ({
  regex: `^#pipelines/(?!${own}/)|^(\\.\\./)+(${PIPELINES.filter((name) => name !== own).join('|')})/`,
  message: 'No pipeline imports another: the worker wires them.',
})

const NO_CLOCK = 'Pure code is told the time: take a clock or a day as a value.'
const CLOCK = [
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: NO_CLOCK },
  { selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']", message: NO_CLOCK },
  {
    selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']",
    message: 'Pure code gives the same answer each time.',
  },
]

/** Server components of the admin that read what they show. */
const SERVER_ADMIN = [
  'src/admin/page.tsx',
  'src/admin/desk/accounts/provider-sign-in.tsx',
  'src/admin/desk/calendar/calendar.tsx',
  'src/admin/desk/dashboard/dashboard.tsx',
  'src/admin/desk/copy/copy.tsx',
  'src/admin/desk/exchange/exchange.tsx',
  'src/admin/desk/review/guide/review-guide.tsx',
  'src/admin/desk/system/system-link.tsx',
  'src/admin/desk/system/system.tsx',
  'src/admin/publish/guide-state.tsx',
  'src/admin/mail/mailing.tsx',
  'src/admin/mail/mailing-link.tsx',
  'src/admin/watch/watch.tsx',
]

const regexText = (regex) => regex.replaceAll('/', '\\u002F')

/** Forbids every part except the allowed ones, by alias and by relative path, in static and dynamic imports. */
function onlyFrom(
  allowed,
  always,
  {
    config = false,
    extra = [],
    syntax = [],
    out = false,
    browser = false,
    database = false,
    internals = false,
  } = {},
) {
  const others = PARTS.filter((part) => !allowed.includes(part))
  const patterns = [
    { regex: `^#(${others.join('|')})/`, message: `This part may import only from: ${allowed.join(', ')}.` },
    ...(config
      ? []
      : [
          {
            regex: '^#config$|payload\\.config',
            message: 'Only the app and the command open the configuration.',
          },
        ]),
    ...extra,
    // Where Payload is forbidden, so are its database adapters.
    ...(database || extra.includes(PAYLOAD) ? [] : [DRIVERS]),
    ...(internals ? [] : [INTERNALS]),
    // Pure parts have no network access.
    ...(out || extra.includes(WORLD) ? [] : ROUND),
  ]
  const dynamic = patterns.map(({ regex, message }) => ({
    selector: `ImportExpression[source.value=/${regexText(regex)}/]`,
    message,
  }))
  return {
    '@typescript-eslint/no-restricted-imports': [
      'error',
      { patterns: database ? patterns : [...patterns, OPERATIONS] },
    ],
    'no-restricted-syntax': ['error', ...always, ...syntax, ...dynamic],
    'no-restricted-globals': ['error', ...(browser ? [] : [{ name: 'fetch', message: ONE_WAY }])],
  }
}

/** Parts that import at most the domain: the domain, templates, pipelines, and pipeline files with side effects. */
function bare(all) {
  const pure = { extra: [PAYLOAD, WORLD], syntax: CLOCK }
  return [
    { files: ['src/domain/**'], rules: onlyFrom(['domain'], all, pure) },
    { files: ['templates/**'], rules: onlyFrom(['domain', 'templates'], all, pure) },
    {
      files: ['pipelines/**'],
      ignores: EFFECTFUL,
      rules: onlyFrom(['domain', 'templates', 'pipelines'], all, pure),
    },
    ...PIPELINES.map((own) => ({
      files: [`pipelines/${own}/**`],
      ignores: EFFECTFUL,
      rules: onlyFrom(['domain', 'templates', 'pipelines'], all, {
        ...pure,
        extra: [...pure.extra, otherPipelines(own)],
      }),
    })),
    ...EFFECTFUL.map((file) => ({
      files: [file],
      rules: onlyFrom(['domain', 'lib', 'pipelines'], all, {
        extra: [PAYLOAD, otherPipelines(file.split('/')[1])],
        out: file === LINKINATOR,
        internals: file === NODEMAILER,
      }),
    })),
  ]
}

/** Server code. */
function server(all, everywhere) {
  return [
    { files: ['src/lib/**'], rules: onlyFrom(['domain', 'lib'], all, { extra: [PAYLOAD_TYPES] }) },
    {
      files: ['src/lib/outbound/**'],
      rules: onlyFrom(['domain', 'lib'], all, { extra: [PAYLOAD_TYPES], out: true }),
    },
    {
      files: ['src/store/**'],
      rules: onlyFrom(['domain', 'lib', 'store', 'migrations'], everywhere, {
        extra: [WAITING, ...DECISIONS],
        database: true,
      }),
    },
    {
      files: ['src/desk/**'],
      rules: onlyFrom(['domain', 'lib', 'store', 'desk'], all, { extra: [PAYLOAD, WAITING], syntax: CLOCK }),
    },
    {
      files: ['collections/**'],
      rules: onlyFrom(['domain', 'lib', 'store', 'desk', 'collections'], all, { extra: [WAITING] }),
    },
    { files: ['src/corpus/**'], rules: onlyFrom(['domain', 'corpus'], all, { extra: [PAYLOAD, WORLD] }) },
    {
      files: ['src/exchange/**'],
      rules: onlyFrom(['domain', 'lib', 'store', 'desk', 'corpus', 'exchange'], all, {
        extra: [PAYLOAD_TYPES, WAITING],
      }),
    },
    {
      files: ['src/worker/**', 'src/cli/**'],
      rules: onlyFrom(
        PARTS.filter((part) => part !== 'app' && part !== 'admin'),
        all,
        { config: true },
      ),
    },
    { files: ['payload.config.ts'], rules: onlyFrom(['collections', 'lib', 'store'], all) },
  ]
}

/** User interface code. */
function screens(all) {
  return [
    {
      files: ['src/app/**'],
      rules: onlyFrom(
        ['admin', 'exchange', 'store', 'desk', 'domain', 'lib', 'pipelines', 'templates'],
        all,
        {
          config: true,
          extra: [EFFECTS],
        },
      ),
    },
    {
      files: ['src/admin/**'],
      ignores: SERVER_ADMIN,
      rules: onlyFrom(['admin', 'domain', 'store', 'desk', 'lib'], all, {
        extra: [SERVER_ONLY],
        browser: true,
      }),
    },
    { files: SERVER_ADMIN, rules: onlyFrom(['admin', 'domain', 'store', 'desk', 'lib'], all) },
  ]
}

/**
 * @param localApi rules against calls that only the store may make.
 * @param everywhere rules that apply to every part.
 */
export function boundaries(localApi, everywhere) {
  const all = [...localApi, ...everywhere]
  return [...bare(all), ...server(all, everywhere), ...screens(all)]
}
