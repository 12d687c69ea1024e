import { slugify } from '#domain/keys.ts'
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
  for (const cut of TITLES) {
    const [, title = '', text = ''] = cut.exec(words) ?? []
    if (title !== '') return { title: title.replace(/\.$/, ''), text }
  }
  return { title: words.slice(0, 120).replace(/\s\S*$/, ''), text: words }
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
    const word = slugify(title).split('-').slice(0, 6).join('-').slice(0, 40).replace(/-+$/, '') || 'step'
    const key = keys.has(word) ? `${word}-${number}` : word
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
