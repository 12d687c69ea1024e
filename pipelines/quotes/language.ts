/** Words that every long text of a language has, and that are absent or rare in others. */
const COMMON: Readonly<Record<string, string>> = {
  en: 'the and of to is that for with are this by was be have from which you or not it',
  fr: 'le les des est et une dans pour qui que par sur au du ou aux cette sont vous il',
  de: 'der die das und ist nicht ein eine mit von den dem zu auf für wird oder werden sich im',
  es: 'el los las es y una que por para con del al se su como está o más sus lo',
  it: 'il gli è e una che per con del della di non sono dei nel alla o le più si',
  pt: 'o os as é e uma que por para com do da não em dos das ao ou mais são',
  nl: 'de het een en is van dat niet op te zijn met voor die aan door of worden wordt bij',
  af: 'die en het nie is van om te wat vir dat met aan word deur of sy hulle jou hierdie',
  cy: 'y yr yn a i mae ar gyfer o am ei eu gan neu wedi bod hyn ac na chi',
  ga: 'an na agus is ar do le go sa ag don den atá nó chun gach cuid seo leis sin',
  zu: 'ukuthi futhi noma kanye uma ngoba lokhu kule yakho bakho ukuba kodwa',
  pl: 'i w na z się nie do to jest że od przez oraz lub jak są dla po o',
}

/** Scripts that identify a language, or a family of them. */
const SCRIPTS: readonly [name: string, letters: RegExp][] = [
  ['ja', /[\p{sc=Hiragana}\p{sc=Katakana}]/gu],
  ['zh', /\p{sc=Han}/gu],
  ['ru', /\p{sc=Cyrillic}/gu],
  ['el', /\p{sc=Greek}/gu],
  ['ar', /\p{sc=Arabic}/gu],
  ['he', /\p{sc=Hebrew}/gu],
  ['hi', /\p{sc=Devanagari}/gu],
  ['ko', /\p{sc=Hangul}/gu],
  ['th', /\p{sc=Thai}/gu],
]

const SETS = Object.entries(COMMON).map(([name, words]) => [name, new Set(words.split(' '))] as const)

/** UTF-16 units and words that suffice for detection. */
const ENOUGH = 20_000
const ENOUGH_WORDS = 2_000

/** Minimum share of common words in a text, and the lead the first language needs. */
const SHARE = 0.12
const AHEAD = 1.5
const FEWEST = 6

/** Detects the language of a text by its most common words and its letters; null where they do not decide. */
export function languageOf(text: string, forms: readonly string[]): string | null {
  const sample = text.slice(0, ENOUGH)
  const letters = sample.match(/\p{L}/gu)?.length ?? 0
  for (const [name, script] of SCRIPTS)
    if ((sample.match(script)?.length ?? 0) > letters * (name === 'ja' ? 0.1 : 0.4)) return name
  const words = forms.slice(0, ENOUGH_WORDS)
  if (words.length < FEWEST) return null
  const counts = SETS.map(([name, common]) => ({
    name,
    count: words.reduce((sum, word) => sum + (common.has(word) ? 1 : 0), 0),
  })).toSorted((a, b) => b.count - a.count)
  const [first, second] = counts
  if (!first || first.count < Math.max(2, words.length * SHARE)) return null
  return first.count >= AHEAD * (second?.count ?? 0) ? first.name : null
}
