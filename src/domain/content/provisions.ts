/** Words for the parts of an instrument, each with its abbreviation here. */
const UNITS: readonly [RegExp, string][] = [
  [/^(?:sections?|ss?\.?)$/i, 's'],
  [/^(?:articles?|arts?\.?)$/i, 'art'],
  [/^(?:regulations?|regs?\.?)$/i, 'reg'],
  [/^(?:rules?|r\.|rr\.)$/i, 'rule'],
  [/^(?:schedules?|schs?\.?)$/i, 'sch'],
  [/^(?:parts?|pts?\.?)$/i, 'pt'],
  [/^(?:chapters?|ch\.?)$/i, 'ch'],
]

/** Skipped words: a paragraph is covered by its schedule. */
const SKIPPED = /^(?:paras?\.?|paragraphs?)$/i

const TOKEN = /\([^()\s]{1,8}\)|[A-Za-z]+\.?|\d+[A-Z]{0,3}|[–-]|[^\s]/g
const MOST = 400

/** The numbers from a to b, if both are plain and the range is short; otherwise just the two. */
function range(from: string, to: string): string[] {
  const [a, b] = [Number(from), Number(to)]
  if (!Number.isInteger(a) || !Number.isInteger(b) || b < a || b - a > 200) return [from, to]
  return Array.from({ length: b - a + 1 }, (_, index) => String(a + index))
}

/**
 * The sections, articles and schedules that a text names, without their subdivisions: `ss. 4–6, Sch. 2 para. 3`
 * gives `s 4`, `s 5`, `s 6`, `sch 2`. Empty if it names none that is recognized: the text may then mean any.
 */
export function provisionsNamed(text: string): Set<string> {
  const found = new Set<string>()
  let unit: string | null = null
  let last: string | null = null
  let ranging = false
  for (const token of text.match(TOKEN)?.slice(0, MOST) ?? []) {
    const known = UNITS.find(([word]) => word.test(token))?.[1]
    if (known) {
      unit = known
      last = null
    } else if (SKIPPED.test(token)) {
      unit = null
    } else if (/^\d/.test(token) && unit) {
      for (const number of ranging && last ? range(last, token) : [token]) found.add(`${unit} ${number}`)
      last = token
    }
    ranging = /^[–-]$/.test(token)
  }
  return found
}

/** Matches a change that affects a whole instrument. */
const WHOLE = /^(?:the )?(?:whole )?(?:act|order|regulations?|instrument|measure|order in council)?$/i

/**
 * The cited provisions that a change may affect: those naming the same section, article or schedule; all of
 * them if the change names the whole instrument or nothing recognized.
 */
export function citedAmong(changed: string | null, cited: readonly (string | null)[]): string[] {
  const all = [...new Set(cited.map((each) => each ?? 'the whole of it'))].sort()
  if (changed === null || WHOLE.test(changed.trim())) return all
  const named = provisionsNamed(changed)
  if (named.size === 0) return all
  return all.filter((each) => {
    const wanted = provisionsNamed(each)
    return wanted.size === 0 || [...wanted].some((provision) => named.has(provision))
  })
}
