import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'

const FOLDERS = ['bin', 'collections', 'pipelines', 'scripts', 'src', 'templates', 'test']

/** Files of the project, by their path from its root. */
const FILES = new Set([
  'payload.config.ts',
  ...FOLDERS.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.(?:ts|tsx|mjs|js)$/.test(path))
      .map((path) => join(folder, path)),
  ),
])

const ALIASES = Object.entries(
  (JSON.parse(readFileSync('package.json', 'utf8')) as { imports: Record<string, string> }).imports,
)

/** @returns the path of what is imported; null for a package. */
function resolved(file: string, source: string): string | null {
  if (source.startsWith('.')) return join(file, '..', source)
  for (const [alias, path] of ALIASES) {
    const [start = '', end] = alias.split('*')
    if (end === undefined ? source === alias : source.startsWith(start))
      return join(path.replace('*', source.slice(start.length)))
  }
  return null
}

/** What a file imports of the project: for values, for types alone, and where it is called. */
const importsOf = (file: string, text: string): string[] => [
  ...new Set(
    ts
      .preProcessFile(text, true, true)
      .importedFiles.flatMap(({ fileName }) => resolved(file, fileName) ?? [])
      .filter((path) => FILES.has(path)),
  ),
]

/** Circles among files, each as the way from one of its files back to it. */
function circlesAmong(imports: ReadonlyMap<string, readonly string[]>): string[] {
  const circles: string[] = []
  const done = new Set<string>()
  const way: string[] = []
  const visit = (file: string): void => {
    const at = way.indexOf(file)
    if (at !== -1) {
      circles.push([...way.slice(at), file].join(' → '))
      return
    }
    if (done.has(file)) return
    way.push(file)
    for (const next of imports.get(file) ?? []) visit(next)
    way.pop()
    done.add(file)
  }
  for (const file of imports.keys()) visit(file)
  return circles
}

describe('imports', () => {
  it('go in no circle, those of types and those that are made when called among them', () => {
    const imports = new Map([...FILES].map((file) => [file, importsOf(file, readFileSync(file, 'utf8'))]))
    expect([...imports.values()].flat().length).toBeGreaterThan(2000)
    expect(circlesAmong(imports)).toEqual([])
  })

  it.each<[string, string]>([
    ['a value', "import { x } from './b.ts'"],
    ['a type', "import type { X } from './b.ts'"],
    ['when called', "export const x = () => import('./b.ts')"],
    ['what is handed on', "export { x } from './b.ts'"],
    ['a type in its place', "export type X = import('./b.ts').X"],
  ])('are read: %s', (_name, text) => {
    expect(ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName)).toEqual([
      './b.ts',
    ])
  })

  it('in a circle are found', () => {
    const imports = new Map([
      ['a', ['b', 'd']],
      ['b', ['c']],
      ['c', ['a']],
      ['d', ['d']],
    ])
    expect(circlesAmong(imports)).toEqual(['a → b → c → a', 'd → d'])
  })
})
