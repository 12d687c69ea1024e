import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)

interface Face {
  family: string
  /** Package that holds the font files, without its scope, which is also the prefix of their names. */
  name: string
  weight: number
  style: 'normal' | 'italic'
}

const face = (family: string, name: string, weight: number, style: Face['style'] = 'normal'): Face => ({
  family,
  name,
  weight,
  style,
})

const SERIF = face('Source Serif 4', 'source-serif-4', 400)
/** The faces of the print style. Their files come with the packages; nothing is fetched. */
const FACES = [
  SERIF,
  face('Source Serif 4', 'source-serif-4', 400, 'italic'),
  face('Source Serif 4', 'source-serif-4', 700),
  face('Source Serif 4', 'source-serif-4', 700, 'italic'),
  face('Source Sans 3', 'source-sans-3', 400),
  face('Source Sans 3', 'source-sans-3', 600),
  face('Source Sans 3', 'source-sans-3', 700),
]

/** The fallback family after these in the print style. */
const OTHER = 'Other Letters'

/** Fonts for other scripts and for emoji, in order of preference. */
const OTHERS = [
  'noto-sans-sc',
  'noto-sans-kr',
  'noto-sans-bengali',
  'noto-sans-devanagari',
  'noto-sans-arabic',
  'noto-sans-hebrew',
  'noto-sans-thai',
  'noto-emoji',
]

/** Every page needs these letters. */
const LATIN = 'latin'

type Subsets = [name: string, range: string][]

const kept = new Map<string, Promise<string>>()

/** A font file in base64, read once. */
function base64(file: string): Promise<string> {
  const known = kept.get(file)
  if (known) return known
  const read = readFile(require.resolve(file)).then((data) => data.toString('base64'))
  kept.set(file, read)
  return read
}

const subsetsOf = (pack: string): Subsets =>
  Object.entries(require(`${pack}/unicode.json`) as Record<string, string>)

/** True where a range (`U+0980-09FE,U+20B9`) covers one of the characters. */
const has = (range: string, characters: readonly number[]): boolean =>
  range.split(',').some((part) => {
    const [from = '', to = from] = part.slice('U+'.length).split('-')
    const [first, last] = [parseInt(from, 16), parseInt(to, 16)]
    return characters.some((character) => character >= first && character <= last)
  })

const rule = async (family: string, weight: string | number, style: string, file: string, range?: string) =>
  `@font-face{font-family:"${family}";font-weight:${weight};font-style:${style};src:url(data:font/woff2;base64,${await base64(file)}) format("woff2")${range ? `;unicode-range:${range}` : ''}}`

const otherFile = (name: string, subset: string): string =>
  `@fontsource-variable/${name}/files/${name}-${subset.replace(/[[\]]/g, '')}-wght-normal.woff2`

/** Subsets of a package for other scripts that the print style uses: its Latin letters are the faces' own. */
const scriptsOf = (name: string): Subsets =>
  subsetsOf(`@fontsource-variable/${name}`).filter(
    ([subset]) => !/latin|greek|cyrillic|vietnamese/.test(subset),
  )

const fileOf = ({ name, weight, style }: Face, subset: string): string =>
  `@fontsource/${name}/files/${name}-${subset}-${weight}-${style}.woff2`

const own = (each: Face, subset: string, range?: string): Promise<string> =>
  rule(each.family, each.weight, each.style, fileOf(each, subset), range)

/**
 * Other letters of the faces themselves: accents, Greek, Cyrillic. The serif's are the fallback for the sans, which
 * has fewer.
 */
const further = (characters: readonly number[]): Promise<string>[] =>
  FACES.flatMap((each) =>
    subsetsOf(`@fontsource/${each.name}`)
      .filter(([subset, range]) => subset !== LATIN && has(range, characters))
      .flatMap(([subset, range]) =>
        each === SERIF
          ? [rule(OTHER, '100 900', 'normal', fileOf(each, subset), range), own(each, subset, range)]
          : [own(each, subset, range)],
      ),
  )

/** Letters of other scripts, as one family. */
const others = (characters: readonly number[]): Promise<string>[] =>
  [...OTHERS].reverse().flatMap((name) =>
    scriptsOf(name)
      .filter(([, range]) => has(range, characters))
      .map(([subset, range]) => rule(OTHER, '100 900', 'normal', otherFile(name, subset), range)),
  )

/**
 * Every font file that any text of a print may be set in, with the range that its rule names; null where it has
 * none. What none of them has is printed as an empty box.
 */
export const fallbackFiles = (): { path: string; range: string | null }[] => [
  ...subsetsOf(`@fontsource/${SERIF.name}`).map(([subset, range]) => ({
    path: require.resolve(fileOf(SERIF, subset)),
    range: subset === LATIN ? null : range,
  })),
  ...OTHERS.flatMap((name) =>
    scriptsOf(name).map(([subset, range]) => ({ path: require.resolve(otherFile(name, subset)), range })),
  ),
]

/**
 * The bundled fonts as one style element, so that a print makes no request: the faces, and the other letters the
 * document needs. Where two cover a letter, the one declared last wins.
 */
export async function fontStyle(html: string): Promise<string> {
  const characters = [...new Set(html)].map((character) => character.codePointAt(0) ?? 0)
  const beyond = characters.filter((character) => character > 0xff && !has(COMMON, [character]))
  const rules = await Promise.all([
    ...(beyond.length > 0 ? [...further(beyond), ...others(beyond)] : []),
    ...FACES.map((each) => own(each, LATIN)),
  ])
  return `<style>${rules.join('')}</style>`
}

/** What the Latin files cover besides Latin letters: quotation marks, dashes, up and down arrows. */
const COMMON =
  'U+0152-0153,U+02BB-02BC,U+2009-200A,U+2010-2026,U+2030,U+2039-203A,U+20AC,U+2122,U+2191,U+2193,U+2212'
