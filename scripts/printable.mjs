// Reads from the bundled fonts which characters a print can show, into src/domain/content/printable-ranges.ts: whoever
// writes one that it cannot is told so long before anything is printed.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import * as fontkit from 'fontkit'
import { fallbackFiles } from '../pipelines/pdf/fonts.ts'

const output = fileURLToPath(new URL('../src/domain/content/printable-ranges.ts', import.meta.url))

/** `U+0980-09FE,U+20B9` as pairs of numbers. */
const pairs = (range) =>
  range.split(',').map((part) => {
    const [from, to = from] = part.slice('U+'.length).split('-')
    return [parseInt(from, 16), parseInt(to, 16)]
  })

const covered = new Set()
for (const { path, range } of fallbackFiles()) {
  const within = range === null ? null : pairs(range)
  for (const character of fontkit.create(readFileSync(path)).characterSet)
    if (!within || within.some(([from, to]) => character >= from && character <= to)) covered.add(character)
}

const ranges = []
for (const character of [...covered].sort((a, b) => a - b)) {
  const last = ranges.at(-1)
  if (last && last[1] === character - 1) last[1] = character
  else ranges.push([character, character])
}

/** As the distance from the end of the range before, and the length where it is more than one: `20+5e 22+5f`. */
let end = 0
const text = ranges
  .map(([from, to]) => {
    const words = (from - end).toString(36) + (to > from ? `+${(to - from).toString(36)}` : '')
    end = to
    return words
  })
  .join(' ')

const made = `// Made by scripts/printable.mjs from the bundled fonts: see printable.ts.
export const PRINTABLE_RANGES =
  '${text}'
`
if (!existsSync(output) || readFileSync(output, 'utf8') !== made) writeFileSync(output, made)
