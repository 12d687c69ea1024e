import hooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'
import { boundaries } from './eslint.boundaries.mjs'
import { casts } from './eslint.casts.mjs'
import { expects } from './eslint.expects.mjs'
import { rooms } from './eslint.rooms.mjs'

const METHODS =
  '(find|findByID|findDistinct|findVersions|findVersionByID|findGlobal|findGlobalVersions|findGlobalVersionByID|count|countVersions|countGlobalVersions|create|update|updateGlobal|delete|restoreVersion|restoreGlobalVersion|duplicate|login|unlock|verifyEmail|forgotPassword|resetPassword)'

const IS_PAYLOAD = (path) =>
  [`${path}.name='payload'`, `${path}.property.name='payload'`, `${path}.property.value='payload'`].map(
    (test) => `[${test}]`,
  )
/** `payload` itself, or that of a request, a context or any other object. */
const ofPayload = (selector, path) => IS_PAYLOAD(path).map((test) => selector + test)

/**
 * The Local API skips access rules by default, and the layers below it skip everything, so only the store uses
 * them.
 */
const LOCAL_API = [
  {
    selector: [
      ...ofPayload(`MemberExpression[property.name=/^${METHODS}$/]`, 'object'),
      ...ofPayload(`MemberExpression[computed=true][property.value=/^${METHODS}$/]`, 'object'),
      ...[...ofPayload('VariableDeclarator', 'init'), `Property[key.name='payload']`].map(
        (from) => `${from} > ObjectPattern > Property[key.name=/^${METHODS}$/]`,
      ),
    ].join(),
    message: 'The Local API passes access rules unless told otherwise: use src/store.',
  },
  {
    selector: [
      ...ofPayload(`MemberExpression[property.name='db']`, 'object'),
      ...ofPayload(`MemberExpression[computed=true][property.value='db']`, 'object'),
      `ObjectPattern > Property[key.name='db']`,
    ].join(),
    message: 'Only src/store talks to the database: ask one of its functions.',
  },
]

/** Node runs these files without a build step. */
const NOT_ERASABLE = [
  {
    selector: 'TSEnumDeclaration, TSParameterProperty',
    message: 'Node runs these files as they stand: no enums, no parameter properties.',
  },
]

const noEnv = [
  'error',
  { object: 'process', property: 'env', message: 'Only src/lib/env.ts reads the environment.' },
]

export default tseslint.config(
  {
    ignores: [
      'node_modules/',
      '.next/',
      '.cache/',
      'data/',
      'next-env.d.ts',
      'src/payload-types.ts',
      'src/migrations/sqlite/',
      'src/app/(payload)/admin/importMap.js',
      'templates/compiled.js',
      'templates/scripts/',
      '*.tmp.ts',
    ],
  },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { casts, 'react-hooks': hooks, rooms },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'casts/reason': 'error',
      'rooms/imports': 'error',
      'react-hooks/rules-of-hooks': 'error',
      'react-hooks/exhaustive-deps': 'error',
      'no-restricted-properties': noEnv,
      'no-restricted-syntax': ['error', ...LOCAL_API, ...NOT_ERASABLE],
      'no-console': 'error',
      'no-empty': 'error',
      'no-eval': 'error',
      eqeqeq: 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/require-await': 'off',
    },
  },
  {
    // A function should be readable at a glance. A longer one states its reason in place; test/lint checks their
    // number.
    files: ['**/*.{ts,tsx,mjs}'],
    ignores: ['test/!(support)/**'],
    rules: { 'max-lines-per-function': ['error', 60] },
  },
  ...boundaries(LOCAL_API, NOT_ERASABLE),
  { files: ['src/store/**'], ignores: ['src/store/row.ts'], rules: { 'casts/row': 'error' } },
  { files: ['src/lib/env.ts', 'test/**'], rules: { 'no-restricted-properties': 'off' } },
  { files: ['test/**'], rules: { 'no-restricted-syntax': 'off' } },
  {
    files: ['test/**/*.test.{ts,tsx}'],
    plugins: { expects },
    rules: { 'expects/something': 'error' },
  },
)
