import hooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'
import { boundaries } from './eslint.boundaries.mjs'

const METHODS =
  'find|findByID|findVersions|findVersionByID|findGlobal|create|update|updateGlobal|delete|restoreVersion|duplicate|login|forgotPassword'

/** The Local API passes access rules by default, so one place uses it. */
const LOCAL_API = [
  {
    selector: `CallExpression[callee.property.name=/^(${METHODS})$/][callee.object.name='payload'], CallExpression[callee.property.name=/^(${METHODS})$/][callee.object.property.name='payload']`,
    message: 'The Local API passes access rules unless told otherwise: use src/store.',
  },
]

/** Node runs these files as they stand. */
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
      'src/migrations/',
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
    plugins: { 'react-hooks': hooks },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'react-hooks/rules-of-hooks': 'error',
      'react-hooks/exhaustive-deps': 'error',
      'no-restricted-properties': noEnv,
      'no-restricted-syntax': ['error', ...LOCAL_API, ...NOT_ERASABLE],
      'no-console': 'error',
      'no-empty': 'error',
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
  ...boundaries(LOCAL_API, NOT_ERASABLE),
  { files: ['src/lib/env.ts', 'test/**'], rules: { 'no-restricted-properties': 'off' } },
  { files: ['test/**'], rules: { 'no-restricted-syntax': 'off' } },
)
