/**
 * Letters and digits that are taken for another, each with the one that it is compared as. From the list of confusable
 * characters of Unicode (UTS 39): what a Latin, Cyrillic or Greek keyboard types.
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

/** Pairs of letters that read as one. */
const PAIRS = [
  ['rn', 'm'],
  ['vv', 'w'],
] as const

/** What a text is compared by: equal for two that a person can take for one another. */
export function skeleton(text: string): string {
  const plain = text
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFD')
    // Accents of Latin, Greek and Cyrillic; marks of other scripts are letters of their own.
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[\p{C}\p{Z}\p{P}\p{S}]/gu, '')
  const letters = [...plain].map((letter) => LIKE[letter] ?? letter).join('')
  return PAIRS.reduce((word, [pair, one]) => word.replaceAll(pair, one), letters)
}

/** What an address is compared by: without what follows a “+”, and without dots, before the “@”. */
export function addressSkeleton(address: string): string {
  const at = address.lastIndexOf('@')
  const local = at < 0 ? address : address.slice(0, at)
  const [box = ''] = local.normalize('NFKC').split('+')
  return `${skeleton(box)}@${skeleton(address.slice(at + 1))}`
}

const SCRIPTS = ['Latin', 'Cyrillic', 'Greek', 'Armenian', 'Cherokee', 'Coptic', 'Lisu'].map(
  (script) => new RegExp(`\\p{Script=${script}}`, 'u'),
)

/** The first word that mixes letters of alphabets which look alike; null where none does. */
export function mixedWord(text: string): string | null {
  const words = text.normalize('NFKC').split(/[^\p{L}\p{M}\p{N}]+/u)
  return words.find((word) => SCRIPTS.filter((script) => script.test(word)).length > 1) ?? null
}

interface Known {
  name: string
  email: string
}

/**
 * Why an account would be taken for another, in words; null where it would not.
 * @param others the other accounts; `names`: what else acts under a name in the record.
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
