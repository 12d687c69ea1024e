import type { Reviewed } from './content.ts'
import type { Problem } from './coverage.ts'
import { fieldsOf } from './fields.ts'
import type { GuideForm } from './jurisdictions.ts'
import { PRINTABLE_RANGES } from './printable-ranges.ts'

/** First and last code points of the ranges, in order. */
const ranges: [from: number, to: number][] = []
for (const part of PRINTABLE_RANGES.split(' ')) {
  const [gap = '', more = '0'] = part.split('+')
  const from = (ranges.at(-1)?.[1] ?? 0) + parseInt(gap, 36)
  ranges.push([from, from + parseInt(more, 36)])
}

function isPrintable(character: string): boolean {
  const point = character.codePointAt(0) ?? 0
  let [low, high] = [0, ranges.length - 1]
  while (low <= high) {
    const middle = (low + high) >> 1
    const [from, to] = ranges[middle] ?? [0, 0]
    if (point < from) high = middle - 1
    else if (point > to) low = middle + 1
    else return true
  }
  return /[\n\p{DI}]/u.test(character)
}

/** The characters of a text that no bundled font has, each once. */
export const unprintableIn = (text: string): string[] =>
  /^[\n -~]*$/.test(text) ? [] : [...new Set(text)].filter((character) => !isPrintable(character))

const named = (characters: readonly string[]): string =>
  characters
    .map((each) => `“${each}” (U+${(each.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')})`)
    .join(', ')

/** What a print of the entry would show as an empty box, field by field. */
export const printProblems = (entry: Reviewed, guide: GuideForm | null): Problem[] =>
  fieldsOf(entry, guide).flatMap(({ id, label, text }) => {
    const missing = unprintableIn(text ?? '')
    return missing.length === 0
      ? []
      : [
          {
            field: id,
            message: `No font of the print has ${named(missing)}: “${label}” would show an empty box there. Write it with other letters.`,
          },
        ]
  })
