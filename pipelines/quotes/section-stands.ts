import type { ReadText } from '#domain/watch/quoted-words.ts'
import type { PageText } from './page.ts'

const PROVISION_WORD =
  /^(?:ss?|sec|sect|section|sections|art|arts|article|articles|§|clause|regulation|reg|para|paragraph)$/

export function sectionStands(value: string, page: PageText, words: ReadText): boolean | null {
  const [number = '', ...parts] = value.toLowerCase().split(/[()]+/).filter(Boolean)
  const { forms, starts, ends } = words
  let [named, bare] = [false, false]
  for (const [at, form] of forms.entries()) {
    if (form !== number) continue
    const isNamed =
      /\D/.test(number) ||
      PROVISION_WORD.test(forms[at - 1] ?? '') ||
      isListed(forms, at) ||
      beginsLine(page.text, starts[at] ?? 0)
    bare ||= !isNamed
    named ||= isNamed
    const follows = parts.every((part, index) => {
      const next = at + 1 + index
      const gap = page.text.slice(ends[next - 1], starts[next])
      return forms[next] === part && /^[\s().\-–—]*$/.test(gap) && gap.includes('(')
    })
    // The form 38(2) by itself identifies a provision.
    if (follows && (isNamed || parts.length > 0)) return true
  }
  if (!named) return bare ? null : false
  // On a section's own page its subsections start lines of their own: (2).
  return parts.every((part) => new RegExp(`(?:^|\\n)\\s*\\(${part}\\)`, 'i').test(page.text)) ? true : null
}

/** Maximum words of a list of sections. */
const LONGEST_LIST = 60

/** True for the second and later numbers of “sections 1, 2 and 3”. */
function isListed(forms: readonly string[], at: number): boolean {
  for (let on = at - 1; on >= Math.max(0, at - LONGEST_LIST); on -= 1) {
    const form = forms[on] ?? ''
    if (PROVISION_WORD.test(form)) return true
    if (!/^(?:\d.*|and|or|to|-|[a-z]{1,3}|[ivxl]{4,6})$/.test(form)) return false
  }
  return false
}

const beginsLine = (text: string, place: number): boolean =>
  /(?:^|\n)\s*$/.test(text.slice(Math.max(0, place - 8), place))
