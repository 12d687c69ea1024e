import { freeSlug } from '#domain/keys.ts'
import { cut } from '#domain/text-rules.ts'
import { shortName } from './short-name.ts'
import type { Draft } from './draft.ts'
import type { Line } from './lines.ts'

/** A step: its number in the list, the number that the page prints as well, and its words. */
const STEP = /^(\d{1,2})\.\s*(.+)$/

/** A title ends where its sentence does, or at a colon or dash; it is not longer than a line. */
const TITLES = [
  /^([^.:]{3,110}?): (.+)$/s,
  /^([^.]{3,110}?) [-–] (.+)$/s,
  /^(.{3,160}?[.?!]) (?=\p{Lu})(.+)$/su,
]

function titleAndText(words: string): { title: string; text: string } {
  for (const shape of TITLES) {
    const [, title = '', text = ''] = shape.exec(words) ?? []
    if (title !== '') return { title: title.replace(/\.$/, ''), text }
  }
  return { title: cut(words, 120).replace(/\s\S*$/, ''), text: words }
}

export function readLadder(lines: readonly Line[], draft: Draft): void {
  const steps: Record<string, unknown>[] = []
  let start: Line | null = null
  const keys = new Set<string>()
  for (const line of lines) {
    const [, number = '', rest = ''] = STEP.exec(line.text) ?? []
    const last = steps.at(-1)
    if (number === '') {
      if (!last) draft.leave(line, 'This line stands before the first step.')
      else last.text = `${String(last.text)}\n${line.text}`
      continue
    }
    start ??= line
    const { title, text } = titleAndText(rest.startsWith(number) ? rest.slice(number.length) : rest)
    const word = shortName(title) || 'step'
    const key = freeSlug(keys.has(word) ? `${word}-${number}` : word, (slug) => keys.has(slug))
    keys.add(key)
    steps.push({
      key,
      title,
      text,
      crossBorder: /\b(international|cross-border|abroad|overseas)\b/i.test(title),
    })
  }
  if (start) draft.add('ladders', start.n, { key: `${draft.page.place.slug}/ladder`, steps })
}
