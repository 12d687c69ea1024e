/** Words for the parts of an instrument, each with the letter that names it here. */
const UNITS: readonly [RegExp, string][] = [
  [/^(?:sections?|ss?\.?)$/i, 's'],
  [/^(?:articles?|arts?\.?)$/i, 'art'],
  [/^(?:regulations?|regs?\.?)$/i, 'reg'],
  [/^(?:rules?|r\.|rr\.)$/i, 'rule'],
  [/^(?:schedules?|schs?\.?)$/i, 'sch'],
  [/^(?:parts?|pts?\.?)$/i, 'pt'],
  [/^(?:chapters?|ch\.?)$/i, 'ch'],
]

/** Paragraphs of a schedule say nothing more than the schedule; words that end a list of numbers. */
const SKIPPED = /^(?:paras?\.?|paragraphs?)$/i

const TOKEN = /\([^()\s]{1,8}\)|[A-Za-z]+\.?|\d+[A-Z]{0,3}|[–-]|[^\s]/g
const MOST = 400

/** Numbers from a to b, where both are plain and not too far apart; else the two alone. */
function range(from: string, to: string): string[] {
  const [a, b] = [Number(from), Number(to)]
  if (!Number.isInteger(a) || !Number.isInteger(b) || b < a || b - a > 200) return [from, to]
  return Array.from({ length: b - a + 1 }, (_, index) => String(a + index))
}

/**
 * Sections, articles and schedules that a text names, without what is inside them: `ss. 4–6, Sch. 2 para. 3` is
 * `s 4`, `s 5`, `s 6`, `sch 2`. Empty where it names none that is known: it may then be any.
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

/** Says that a change goes to the whole of an instrument. */
const WHOLE = /^(?:the )?(?:whole )?(?:act|order|regulations?|instrument|measure|order in council)?$/i

/**
 * The cited provisions to which a change may go: those that name the same section, article or schedule; all of them
 * where the change names the whole, or nothing that is known.
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
