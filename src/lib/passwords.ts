/** Minimum password length in characters. */
export const SHORTEST = 12

/**
 * Number of guesses a password must withstand, as a power of ten. The attacker is assumed to know common passwords,
 * keyboard rows, years and the like.
 */
const GUESSES = 8.5

/** Characters analyzed: analyzing more takes long, and a strong beginning is enough. */
const LOOKED_AT = 48

type Guesser = (password: string, known: string[]) => number

let guesser: Promise<Guesser> | undefined

/** Loaded when a password is first set: the word list takes memory nothing else needs. */
async function load(): Promise<Guesser> {
  const [{ ZxcvbnFactory }, { adjacencyGraphs, dictionary }] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
  ])
  const estimate = new ZxcvbnFactory({
    dictionary: { passwords: dictionary['passwords-common'] },
    graphs: adjacencyGraphs,
    maxLength: LOOKED_AT,
    l33tMaxSubstitutions: 20,
  })
  return (password, known) => estimate.check(password, known).guessesLog10
}

/** The owner of the password. */
export interface Owner {
  email?: unknown
  name?: unknown
}

/** What is known about the owner and the site and may occur in a password: whole, and each part that is a word. */
function wordsOf({ email, name }: Owner, site: readonly string[]): string[] {
  const texts = ['recourse', email, name, ...site].filter((text): text is string => typeof text === 'string')
  return texts.flatMap((text) => [text, ...text.split(/[^\p{L}\p{N}]+/u).filter(({ length }) => length > 2)])
}

/** Minimum number of letters and digits besides what is known about the owner. */
const BESIDE = 6

/** Whether a password consists of these words and little else. */
function isMadeOf(words: readonly string[], password: string): boolean {
  const whole = password.toLowerCase()
  const rest = words
    .toSorted((a, b) => b.length - a.length)
    .reduce((text, word) => text.replaceAll(word.toLowerCase(), ''), whole)
  return rest !== whole && rest.replace(/[^\p{L}\p{N}]/gu, '').length < BESIDE
}

/**
 * Why a password is refused, worded for the person who chose it; null if it is accepted.
 * @param site the site's name and host.
 */
export async function passwordProblem(
  password: string,
  owner: Owner,
  site: readonly string[] = [],
): Promise<string | null> {
  const { length } = [...password]
  if (length < SHORTEST)
    return `A password has at least ${SHORTEST} characters. This one has ${length}. Several words that do not belong together are easy to remember.`
  const known = wordsOf(owner, site)
  guesser ??= load()
  if (!isMadeOf(known, password) && (await guesser)(password, known) >= GUESSES) return null
  return 'This password is easy to guess. It is one of the common ones, or made of your name or address, the name or address of this site, a row of keys, a date or the like. Several words that do not belong together are better.'
}
