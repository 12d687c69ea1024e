// Prints structural figures: files and their lengths, casts, long functions, import cycles.
// npm run figures            of the working tree
// npm run figures -- <ref>   of a commit, tag or branch
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'

const LONG = 60
const FOLDERS_SHOWN = 12
const root = fileURLToPath(new URL('..', import.meta.url))
const ref = process.argv[2] ?? null

const CODE = /\.(ts|tsx|mjs)$/
const GENERATED = /^src\/(payload-types\.ts|migrations\/sqlite\/)|^next-env\.d\.ts$/

function git(args, input) {
  const { status, stdout, stderr } = spawnSync('git', args, { cwd: root, input, maxBuffer: 1 << 29 })
  if (status !== 0) throw new Error(`git ${args[0]}: ${stderr}`)
  return stdout
}

/** Contents of the files by name: of a commit, or of the working tree. */
function texts() {
  const list = ref
    ? git(['ls-tree', '-r', '-z', '--name-only', ref])
    : git(['ls-files', '-z', '--cached', '--others', '--exclude-standard'])
  const names = list
    .toString()
    .split('\0')
    .filter((name) => CODE.test(name) && !GENERATED.test(name))
  if (!ref) return new Map(names.map((name) => [name, readFileSync(join(root, name), 'utf8')]))
  const all = git(['cat-file', '--batch'], names.map((name) => `${ref}:${name}\n`).join(''))
  const found = new Map()
  let at = 0
  for (const name of names) {
    const head = all.indexOf(10, at)
    const size = Number(all.toString('utf8', at, head).split(' ')[2])
    found.set(name, all.toString('utf8', head + 1, head + 1 + size))
    at = head + 1 + size + 1
  }
  return found
}

const lines = (text) => text.split('\n').length - (text.endsWith('\n') ? 1 : 0)
const median = (numbers) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? 0
const isTest = (name) => /^test\/(?!support\/)/.test(name)

/** Resolves `#store/x.ts` and `./x.ts` to file names; null for packages. */
function resolved(name, source, aliases, known) {
  const alias = aliases.find(([prefix]) => source.startsWith(prefix))
  const path = source.startsWith('.')
    ? posix.join(dirname(name), source)
    : alias
      ? posix.join(alias[1], source.slice(alias[0].length))
      : null
  return path !== null && known.has(path) ? path : null
}

const isTypeOnly = (clause) =>
  clause !== undefined &&
  (clause.isTypeOnly ||
    (clause.namedBindings?.elements?.length > 0 &&
      !clause.name &&
      clause.namedBindings.elements.every((each) => each.isTypeOnly)))

const nameOf = (node) =>
  node.name?.getText() ??
  node.parent?.name?.getText?.() ??
  node.parent?.parent?.name?.getText?.() ??
  '(nameless)'

const isCast = (node) => ts.isAsExpression(node) && node.type.getText() !== 'const'
const isBlindCast = (node) =>
  isCast(node) && ts.isAsExpression(node.expression) && node.expression.type.getText() === 'unknown'

/** Counts the figures of one file. */
function lookInto(name, text) {
  const kind = name.endsWith('.tsx')
    ? ts.ScriptKind.TSX
    : name.endsWith('.mjs')
      ? ts.ScriptKind.JS
      : undefined
  const file = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true, kind)
  const found = { casts: 0, blindCasts: 0, long: [], imports: [] }
  const lineOf = (position) => file.getLineAndCharacterOfPosition(position).line + 1
  const visit = (node) => {
    if (isCast(node)) found.casts += 1
    if (isBlindCast(node)) found.blindCasts += 1
    if (ts.isFunctionLike(node) && node.body) {
      const length = lineOf(node.end) - lineOf(node.getStart()) + 1
      if (length > LONG) found.long.push({ name, line: lineOf(node.getStart()), of: nameOf(node), length })
    }
    if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier)
      found.imports.push({
        source: node.moduleSpecifier.text,
        type: ts.isImportDeclaration(node) ? isTypeOnly(node.importClause) : node.isTypeOnly,
      })
    ts.forEachChild(node, visit)
  }
  visit(file)
  return found
}

/** Groups of files that import one another in a cycle (Tarjan). */
function circles(graph) {
  const [index, low, stack, groups] = [new Map(), new Map(), [], []]
  const walk = (name) => {
    index.set(name, index.size)
    low.set(name, index.get(name))
    stack.push(name)
    for (const next of graph.get(name) ?? []) {
      if (!index.has(next)) walk(next)
      if (stack.includes(next)) low.set(name, Math.min(low.get(name), low.get(next)))
    }
    if (low.get(name) !== index.get(name)) return
    const group = stack.splice(stack.indexOf(name))
    if (group.length > 1) groups.push(group)
  }
  for (const name of graph.keys()) if (!index.has(name)) walk(name)
  return groups
}

const files = texts()
const found = new Map([...files].map(([name, text]) => [name, lookInto(name, text)]))
const manifest = JSON.parse(
  ref ? git(['show', `${ref}:package.json`]) : readFileSync(join(root, 'package.json')),
)
const aliases = Object.entries(manifest.imports ?? {})
  .filter(([alias]) => alias.endsWith('/*'))
  .map(([alias, path]) => [alias.slice(0, -1), path.slice(0, -1)])
const graphOf = (withTypes) =>
  new Map(
    [...found].map(([name, { imports }]) => [
      name,
      imports
        .filter(({ type }) => withTypes || !type)
        .flatMap(({ source }) => resolved(name, source, aliases, files) ?? []),
    ]),
  )

const out = (...words) => process.stdout.write(`${words.join('')}\n`)
const number = (n) => n.toLocaleString('en').padStart(7)
const sum = (names, pick) => names.reduce((total, name) => total + pick(found.get(name)), 0)

const names = [...files.keys()]
const code = names.filter((name) => !isTest(name))
const folders = Object.entries(Object.groupBy(names, (name) => dirname(name))).toSorted(
  ([, a], [, b]) => b.length - a.length,
)
const lengths = new Map(names.map((name) => [name, lines(files.get(name))]))
const longest = (among) => among.toSorted((a, b) => lengths.get(b) - lengths.get(a))[0] ?? ''
const tests = names.filter(isTest)

out(`The tree ${ref ? `at ${ref}` : 'as it stands'}: TypeScript and scripts, without what is generated\n`)
out(number(names.length), ' files in ', folders.length, ' folders; the fullest:')
for (const [folder, { length }] of folders.slice(0, FOLDERS_SHOWN)) out(number(length), '   ', folder)
out(number(median(folders.map(([, { length }]) => length))), ' files in a folder, median')
for (const [what, among] of [
  ['code and test/support', code],
  ['tests', tests],
]) {
  out(number(median(among.map((name) => lengths.get(name)))), ` lines in a file, median (${what})`)
  out(number(lengths.get(longest(among)) ?? 0), ` lines in the longest (${what}): ${longest(among)}`)
}
const store = names.filter((name) => name.startsWith('src/store/'))
out(number(sum(store, ({ casts }) => casts)), ' casts by `as` in src/store')
out(number(sum(code, ({ blindCasts }) => blindCasts)), ' of `as unknown as` in code and test/support')
out(number(sum(tests, ({ blindCasts }) => blindCasts)), ' of `as unknown as` in tests')
const long = code.flatMap((name) => found.get(name).long).toSorted((a, b) => b.length - a.length)
out(number(long.length), ` functions over ${LONG} lines in code and test/support`)
for (const { name, line, of, length } of long) out(number(length), `   ${name}:${line} ${of}`)
const all = circles(graphOf(true))
out(number(circles(graphOf(false)).length), ' circles of imports at run time')
out(number(all.length), ' circles of imports, types among them')
for (const group of all) out('          ', group.toReversed().join(' → '))
