import type { LegalStatus, Nature, Relation } from '#domain/content/legal-status.ts'
import { LIMITS } from '#domain/text-rules.ts'
import type { Draft } from './draft.ts'
import { titleAndLaw } from './cuts.ts'
import type { Line } from './lines.ts'
import { isSourceLine, hostsIn } from './sources.ts'

/** The parts of an offence, by the words with which their lines begin. */
const PARTS = [
  ['covers', /^What it covers\.\s*/],
  ['section', /^Section\.\s*/],
  ['elements', /^Key elements\.\s*/],
] as const
type Part = (typeof PARTS)[number][0]

const PENALTY = /Max(?:imum)? penalty:\s*/

interface Printed extends Record<Part, string> {
  head: string
  line: Line
  hosts: string[]
}

/** Offences as they are printed: each ends with the line of its official source. */
export function readOffences(lines: readonly Line[], draft: Draft): void {
  let now: Printed | null = null
  let part: Part | null = null
  for (const line of lines) {
    const found = PARTS.find(([, start]) => start.test(line.text))
    if (isSourceLine(line.text) && now) {
      addOffence({ ...now, hosts: hostsIn(line.text) }, draft)
      now = part = null
    } else if (!now) now = { head: line.text, line, covers: '', section: '', elements: '', hosts: [] }
    else if (found) {
      part = found[0]
      now[part] = line.text.replace(found[1], '')
    } else if (part) now[part] += `\n${line.text}`
    else now.head += line.text
  }
  if (now) addOffence(now, draft)
}

/** Whether the law applies, as far as the words of the page say so plainly. */
function standingOf(
  { section, covers }: Printed,
  { title, law, penalty, classification }: Record<'title' | 'law' | 'penalty' | 'classification', string>,
): LegalStatus {
  const short = `${title} ${classification}`
  const none = /\bno (standalone|specific|dedicated)\b/i
  if (/unenforceable|struck down/i.test(title)) return 'unenforceable'
  if (none.test(`${title} ${law}`) || (none.test(covers) && provisionOf(section) === undefined))
    return 'no-standalone-offence'
  if (/\b(not available|does? not (apply|extend)|not extend)/i.test(`${short} ${section}`))
    return 'not-extending'
  if (/\babolish/i.test(law) || /^(n\/a|not applicable)\b.*\babolish/is.test(penalty)) return 'abolished'
  if (/\bcivil[- ]only\b/i.test(`${law} ${classification}`)) return 'civil-only'
  if (/\bnot (yet )?(in force|commenced|in operation)\b/i.test(`${law} ${short}`))
    return statutesIn(law).length > 1 ? 'in-force-in-part' : 'not-in-force'
  return 'in-force'
}

/** What stands in brackets explains the nature, and does not change it. */
function natureOf(classification: string): Nature | undefined {
  const words = classification.replace(/\([^)]*\)/g, '')
  const civil = /\bcivil\b/i.test(words)
  if (/\b(criminal|indictable|hybrid|summary)\b/i.test(words)) return civil ? 'mixed' : 'criminal'
  if (civil) return 'civil'
  return /regulat/i.test(words) ? 'regulatory' : undefined
}

/** The title of a statute as one cites it: name, place in brackets, and the year or number. */
const STATUTE =
  /(?:\p{Lu}[\p{L}’'-]*(?: (?:and|of|the|from|for|in|on|to) (?=[\p{L}])| |, ))+?(?:\([\p{L} ]+\) )?(?:Code Act|Act|Order|Regulations|Code)(?! Act\b)(?: \((?:[\p{L} ]+|[\p{Lu}.\d ,c-]+)\))?(?:,? (?:\d+ of )?(?:1[89]|20)\d\d(?: \(\p{L}+\))?)?/gu

/** The statutes that a line of law names, in their order. */
export const statutesIn = (law: string): string[] => [
  ...new Set(
    [...law.matchAll(STATUTE)]
      .map(([title]) =>
        title
          .replace(/^(The|No|Via|Under|UK|Prosecuted|Criminal law) /u, '')
          .replace(/[,;]$/, '')
          .trim(),
      )
      .filter((title) => /\d{4}|Code/.test(title)),
  ),
]

/** The provision as one cites it, if the section begins with one. */
const provisionOf = (section: string): string | undefined =>
  /^(?:(?:Section|Article|Sections|Articles|ss?\.?|s\.|art\.)\s*\d[\w.()]*(?:\s*(?:,|and|&|\/|-|–)\s*(?:(?:Section|Article|ss?\.?)\s*)?\d[\w.()]*)*)/iu
    .exec(section)?.[0]
    .trim()

/** Elements that are numbered in the text, one each; the whole text if they are not. */
export function elementsOf(text: string): { elements: { key: string; text: string }[]; note?: string } {
  const marks = [...text.matchAll(/(?:^|[\s;:,])\((\d|[a-h])\)\s+/g)]
  const inOrder =
    marks.length > 1 &&
    marks.every(({ 1: mark }, index) => mark === String(index + 1) || mark === 'abcdefgh'[index])
  if (!inOrder || (marks[0]?.index ?? 1) > 60)
    return { elements: text === '' ? [] : [{ key: 'elements', text }] }
  const before = text.slice(0, marks[0]?.index).trim()
  const elements = marks.map((mark, index) => ({
    key: `element-${index + 1}`,
    text: text
      .slice(mark.index + mark[0].length, marks[index + 1]?.index)
      .trim()
      .replace(/[;,]?(?: and| or)?$/, ''),
  }))
  // What follows the last element is no part of it: a defence, or how it is tried.
  const last = elements.at(-1)
  const [, own = '', after = ''] = /^(.+?[^.]{3}\.)\s+(?=\p{Lu})(.+)$/su.exec(last?.text ?? '') ?? []
  if (last && own !== '') last.text = own
  const note = [before, after].filter((text) => text !== '').join('\n')
  return { elements, ...(note === '' ? {} : { note }) }
}

/** A rule of common law, with the name that stands beside it in brackets. */
const COMMON_LAW = /^[^(;.]*\bcommon[- ]law\b[^(;.]*(?:\((?!the )[^)]{3,80}\))?/i

/** What the offence rests on: the first law creates it, unless the page says that it does not apply. */
function usesOf(
  law: string,
  standing: LegalStatus,
  provision: string | undefined,
  { draft, line }: { draft: Draft; line: Line },
): Record<string, unknown>[] {
  const common = COMMON_LAW.exec(law)?.[0].trim()
  const named = [
    ...(common ? [{ key: draft.instrument(common, 'common-law', line.n), applies: true }] : []),
    ...statutesIn(law).map((title) => ({
      key: draft.instrument(title, kindOf(title), line.n),
      applies: !/^[\s),]*does? not (apply|extend)/i.test(law.slice(law.indexOf(title) + title.length)),
    })),
  ]
  let created = false
  return named.map(({ key, applies }, index) => {
    const relation = relationOf(standing, applies, created)
    created ||= relation === 'creates'
    return { instrument: key, relation, provision: index === 0 && !common ? provision : undefined }
  })
}

function relationOf(standing: LegalStatus, applies: boolean, created: boolean): Relation {
  if (!applies || standing === 'not-extending') return 'not-extending'
  if (standing === 'abolished') return 'abolishes'
  return created || standing === 'no-standalone-offence' ? 'alternative' : 'creates'
}

const kindOf = (title: string): 'act' | 'order' | 'code' =>
  /Order|Regulations/.test(title) ? 'order' : /Code$|Code \(/.test(title) ? 'code' : 'act'

function addOffence(printed: Printed, draft: Draft): void {
  const { head, line, covers, section, elements, hosts } = printed
  const { place } = draft.page
  const [named = '', penalty = ''] = head.split(PENALTY)
  const { title, law } = titleAndLaw(named)
  if (law === '') draft.leave(line, 'No law was found beside this title: see where the title ends.')
  const cut = section.lastIndexOf(' · ')
  const classification = cut < 0 ? '' : section.slice(cut + 3)
  const fits = classification.length <= LIMITS.line
  const provision = cut < 0 || !fits ? section : section.slice(0, cut)
  const standing = standingOf(printed, { title, law, penalty, classification })
  const [host] = hosts
  const source = host === undefined ? undefined : draft.source(host, line.n)
  const shown = elementsOf(elements)
  const supports = [
    'covers',
    ...(penalty ? ['penalty'] : []),
    ...(provision ? ['section'] : []),
    ...(shown.elements.length > 0 ? ['elements'] : []),
  ]
  draft.add('offences', line.n, {
    key: draft.key(place.slug, 'offence', title),
    title,
    standing,
    penalty,
    covers,
    section: provision,
    nature: natureOf(classification),
    classification: fits ? classification : undefined,
    elements: shown.elements,
    elementsNote: shown.note,
    officialSource: source,
    instruments: usesOf(law, standing, provisionOf(provision), { draft, line }),
    citations: source ? [{ source, supports }] : [],
    editorNote: law === '' ? undefined : `Law, as the page prints it: ${law}`,
  })
}
