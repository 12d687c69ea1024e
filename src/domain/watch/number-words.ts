const ONES =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  )
const TENS = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety']

const SMALL = new Map([
  ...ONES.map((word, count): [string, number] => [word, count]),
  ...TENS.flatMap((word, index): [string, number][] => (word === '' ? [] : [[word, index * 10]])),
])

const SCALES = new Map([
  ['thousand', 1e3],
  ['million', 1e6],
  ['billion', 1e9],
  ['trillion', 1e12],
])

/** True for a word that can begin a number in words. */
export const isNumberWord = (form: string): boolean =>
  SMALL.has(form) || form === 'hundred' || SCALES.has(form)

/** A count, and the index of the first word after it. */
export interface Count {
  count: number
  to: number
}

/** The number in words at a position in a text: “two hundred and fifty thousand”. Null if none begins there. */
export function numberInWords(forms: readonly string[], at: number): Count | null {
  let found: Count | null = null
  let least = Infinity
  for (let on = at; ;) {
    const part = below1000(forms, found && forms[on] === 'and' ? on + 1 : on, found === null)
    const scale = SCALES.get(forms[part?.to ?? 0] ?? '')
    // A scale that does not decrease starts another number: “between two thousand and five thousand”.
    if (!part || (scale ?? 1) >= least) return found
    const before: number = found?.count ?? 0
    found = { count: before + part.count * (scale ?? 1), to: part.to + (scale ? 1 : 0) }
    if (scale === undefined) return found
    least = scale
    on = found.to
  }
}

function below1000(forms: readonly string[], at: number, first: boolean): Count | null {
  const article = forms[at] === 'a' && (forms[at + 1] === 'hundred' || SCALES.has(forms[at + 1] ?? ''))
  const start = article && first ? { count: 1, to: at + 1 } : below100(forms, at)
  if (!start || forms[start.to] !== 'hundred' || start.count === 0) return start
  const count = start.count * 100
  const on = start.to + 1
  const rest = below100(forms, forms[on] === 'and' ? on + 1 : on)
  // “Between two hundred and five hundred pounds” contains two numbers.
  return rest && forms[rest.to] !== 'hundred' ? { count: count + rest.count, to: rest.to } : { count, to: on }
}

function below100(forms: readonly string[], at: number): Count | null {
  const count = SMALL.get(forms[at] ?? '')
  if (count === undefined) return null
  const one = count >= 20 ? (SMALL.get(forms[at + 1] ?? '') ?? 0) : 0
  return one > 0 && one < 10 ? { count: count + one, to: at + 2 } : { count, to: at + 1 }
}
