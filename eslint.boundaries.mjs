// Which part may import what (docs/decisions/0002). Imports between parts go by the aliases of package.json; relative
// ones stay inside a part. A breach is a lint error.

/** Aliases of the parts, and the folder that each stands for. */
const PARTS = [
  'admin',
  'app',
  'cli',
  'collections',
  'corpus',
  'desk',
  'domain',
  'lib',
  'migrations',
  'pipelines',
  'store',
  'templates',
  'worker',
]

const PAYLOAD = {
  regex: '^(payload|@payloadcms/|next|react)',
  message: 'This part knows nothing of Payload, Next or React.',
}
const WORLD = {
  regex:
    '^(node:)?(fs|net|http|https|http2|child_process|dns|tls|worker_threads|timers|os|process)(/|$)|^(undici|puppeteer-core|nodemailer|pino|sirv)$',
  message: 'This part is pure: no network, disk or process. Hand it what it needs.',
}
/** Pure code is told the time. */
const CLOCK = [
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: 'Pure code is told the time: take a clock or a day as a value.',
  },
  {
    selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
    message: 'Pure code is told the time: take a clock or a day as a value.',
  },
  {
    selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']",
    message: 'Pure code gives the same answer each time.',
  },
]

const anyOf = (names) => names.join('|')

/** Refuses every part but the ones that are allowed, by alias and by relative path. */
function onlyFrom(allowed, { config = false, extra = [], syntax = [] } = {}) {
  const others = PARTS.filter((part) => !allowed.includes(part))
  const message = `This part may import only from: ${allowed.join(', ') || 'nothing of ours'}.`
  const patterns = [
    { regex: `^#(${anyOf(others)})/`, message },
    {
      regex: `^(\\.\\./)+(src/)?(${anyOf(PARTS)})/`,
      message: 'Import from another part by its alias (#domain/…), so that the boundaries are seen.',
    },
    ...(config
      ? []
      : [
          {
            regex: '^#config$|payload\\.config',
            message: 'Only the app and the command open the configuration.',
          },
        ]),
    ...extra,
  ]
  return {
    '@typescript-eslint/no-restricted-imports': ['error', { patterns }],
    ...(syntax.length > 0 ? { 'no-restricted-syntax': ['error', ...syntax] } : {}),
  }
}

const payloadTypesOnly = {
  regex: '^(payload|@payloadcms/)',
  allowTypeImports: true,
  message: 'Only Payload’s types here.',
}
const otherPipelines = (own) => ({
  regex: `^#pipelines/(?!${own}/)`,
  message: 'No pipeline imports another: the worker wires them.',
})
const serverOnly = { regex: '^#(store|desk|lib)/', message: 'A client component knows the domain alone.' }

/** Parts of pipelines that touch the world: they may import their own folder, the domain and the library. */
const EFFECTFUL = [
  'pipelines/pdf/fonts.ts',
  'pipelines/pdf/printer.ts',
  'pipelines/release/current.ts',
  'pipelines/release/write.ts',
]

/** @param syntax selectors that hold everywhere: a later block would replace them. */
export const boundaries = (syntax) => [
  {
    files: ['src/domain/**'],
    rules: onlyFrom(['domain'], { extra: [PAYLOAD, WORLD], syntax: [...syntax, ...CLOCK] }),
  },
  {
    files: ['templates/**'],
    rules: onlyFrom(['domain', 'templates'], { extra: [PAYLOAD, WORLD], syntax: [...syntax, ...CLOCK] }),
  },
  ...['html', 'pdf', 'release'].map((own) => ({
    files: [`pipelines/${own}/**`],
    ignores: EFFECTFUL,
    rules: onlyFrom(['domain', 'templates', 'pipelines'], {
      extra: [PAYLOAD, WORLD, otherPipelines(own)],
      syntax: [...syntax, ...CLOCK],
    }),
  })),
  {
    files: EFFECTFUL,
    rules: onlyFrom(['domain', 'lib', 'pipelines'], {
      extra: [
        PAYLOAD,
        { regex: '^#pipelines/', message: 'An effectful part imports its own folder by relative path.' },
      ],
    }),
  },
  { files: ['src/lib/**'], rules: onlyFrom(['domain', 'lib'], { extra: [payloadTypesOnly] }) },
  { files: ['src/store/**'], rules: onlyFrom(['domain', 'lib', 'store', 'migrations']) },
  {
    files: ['src/desk/**'],
    rules: onlyFrom(['domain', 'lib', 'store', 'desk'], { extra: [PAYLOAD], syntax: [...syntax, ...CLOCK] }),
  },
  { files: ['collections/**'], rules: onlyFrom(['domain', 'lib', 'store', 'desk', 'collections']) },
  { files: ['src/corpus/**'], rules: onlyFrom(['domain', 'corpus'], { extra: [PAYLOAD, WORLD] }) },
  {
    files: ['src/worker/**', 'src/cli/**'],
    rules: onlyFrom(
      PARTS.filter((part) => part !== 'app' && part !== 'admin'),
      { config: true },
    ),
  },
  { files: ['payload.config.ts'], rules: onlyFrom(['collections', 'lib', 'store']) },
  {
    files: ['src/app/**'],
    rules: onlyFrom(['admin', 'store', 'desk', 'domain', 'lib', 'pipelines', 'templates'], { config: true }),
  },
  {
    files: ['src/admin/**'],
    rules: onlyFrom(['admin', 'domain', 'store', 'desk', 'lib'], { extra: [serverOnly] }),
  },
]
