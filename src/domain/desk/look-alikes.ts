/**
 * Letters and digits easily mistaken for another, each mapped to the one it is compared as. From Unicode's list
 * of confusables (UTS 39), limited to what a Latin, Cyrillic or Greek keyboard types.
 */
const LIKE: Record<string, string> = Object.fromEntries(
  (
    [
      ['a', 'аαɑ'],
      ['b', 'ЬьƄвβ'],
      ['c', 'сϲᴄ'],
      ['d', 'ԁɗđ'],
      ['e', 'еєҽε'],
      ['f', 'ϝƒ'],
      ['g', 'ɡց'],
      ['h', 'һհнηħ'],
      ['j', 'јϳ'],
      ['k', 'кκ'],
      ['l', '1iіιӏıⅼł'],
      ['m', 'мⅿ'],
      ['n', 'пո'],
      ['o', '0оοσօөθø'],
      ['p', 'рρ'],
      ['q', 'ԛգ'],
      ['r', 'гᴦ'],
      ['s', 'ѕꜱ'],
      ['t', 'тτŧ'],
      ['u', 'υսʋ'],
      ['v', 'ѵνⅴ'],
      ['w', 'ԝωшѡ'],
      ['x', 'хχ'],
      ['y', 'уγүʏ'],
      ['z', 'ᴢ'],
    ] as const
  ).flatMap(([letter, others]) => [...others].map((other) => [other, letter])),
)

/** Letter pairs that look like a single letter. */
const PAIRS = [
  ['rn', 'm'],
  ['vv', 'w'],
] as const

/** The comparison key of a text: equal for two texts that a person could confuse. */
export function skeleton(text: string): string {
  const plain = text
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFD')
    // Accents of Latin, Greek and Cyrillic only; combining marks of other scripts are letters in their own
    // right.
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[\p{C}\p{Z}\p{P}\p{S}]/gu, '')
  const letters = [...plain].map((letter) => LIKE[letter] ?? letter).join('')
  return PAIRS.reduce((word, [pair, one]) => word.replaceAll(pair, one), letters)
}

/** The comparison key of an e-mail address: the local part without dots and without a “+” suffix. */
export function addressSkeleton(address: string): string {
  const at = address.lastIndexOf('@')
  const local = at < 0 ? address : address.slice(0, at)
  const [box = ''] = local.normalize('NFKC').split('+')
  return `${skeleton(box)}@${skeleton(address.slice(at + 1))}`
}

const SCRIPTS = ['Latin', 'Cyrillic', 'Greek', 'Armenian', 'Cherokee', 'Coptic', 'Lisu'].map(
  (script) => new RegExp(`\\p{Script=${script}}`, 'u'),
)

/** The first word that mixes look-alike alphabets; null if none does. */
export function mixedWord(text: string): string | null {
  const words = text.normalize('NFKC').split(/[^\p{L}\p{M}\p{N}]+/u)
  return words.find((word) => SCRIPTS.filter((script) => script.test(word)).length > 1) ?? null
}

interface Known {
  name: string
  email: string
}

/**
 * Why an account could be mistaken for another, in words; null if it could not.
 * @param others the other accounts; `names`: other names that act in the record.
 */
export function lookAlikeProblem(
  { name, email }: Partial<Known>,
  others: readonly Known[],
  names: readonly string[] = [],
): { field: 'name' | 'email'; message: string } | null {
  for (const [field, text] of [
    ['name', name],
    ['email', email],
  ] as const) {
    const mixed = text === undefined ? null : mixedWord(text)
    if (mixed !== null)
      return {
        field,
        message: `“${mixed}” mixes letters of different alphabets that look alike. Type it anew in one alphabet.`,
      }
  }
  const like = name === undefined ? undefined : skeleton(name)
  if (like === '') return { field: 'name', message: 'A name has letters in it, by which people tell it.' }
  const taken = [...others.map((each) => each.name), ...names].find((each) => skeleton(each) === like)
  if (like !== undefined && taken !== undefined)
    return {
      field: 'name',
      message: `This name reads like “${taken}”, who is in the record already: add what tells them apart.`,
    }
  const address = email === undefined ? undefined : addressSkeleton(email)
  const other = others.find((each) => addressSkeleton(each.email) === address)
  return other
    ? { field: 'email', message: `This address reads like ${other.email}, which is an account already.` }
    : null
}
