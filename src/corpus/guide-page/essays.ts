import type { Block, Inline } from '#domain/content/rich-text.ts'
import { freeSlug, NO_PLACE } from '#domain/keys.ts'
import { headingAndText } from './cuts.ts'
import type { Draft } from './draft.ts'
import type { Line } from './lines.ts'
import { shortName } from './short-name.ts'
import { hostsIn } from './sources.ts'

const SOURCES = /^Official sources$/i

/** Essays for every place: a title, the text, and a line of sources. */
export function readEssays(lines: readonly Line[], draft: Draft): void {
  let gathered: Line[] = []
  let atSources = false
  for (const line of lines) {
    if (atSources) {
      addEssay(gathered, hostsIn(line.text), draft)
      gathered = []
      atSources = false
    } else if (SOURCES.test(line.text)) atSources = true
    else gathered.push(line)
  }
  for (const line of gathered) draft.leave(line, 'No line of sources follows, as below an essay.')
}

const words = (text: string): Inline[] => [{ type: 'text', text, bold: false, italic: false }]

const ITEM = /^(?:(\d{1,2})\.|[•*-])\s+(.+)$/

/** Paragraphs and lists. A list that goes on in the next line, or that lost its first mark, is one list. */
function blocksOf(lines: readonly string[]): Block[] {
  const blocks: Block[] = []
  for (const line of lines) {
    const [, number, item = ''] = ITEM.exec(line) ?? []
    if (item === '') {
      blocks.push({ type: 'paragraph', children: words(line) })
      continue
    }
    const last = blocks.at(-1)
    const ordered = number !== undefined
    if (last?.type === 'list' && last.ordered === ordered)
      last.items.push({ children: words(item), lists: [] })
    else blocks.push({ type: 'list', ordered, items: [{ children: words(item), lists: [] }] })
  }
  return blocks
}

/** A first item that stands at the end of a sentence, because only the later ones have lines of their own. */
const RUN_ON = /^(.*[:.]) (1\.|-) (\S.*)$/s

function splitRunOn(lines: readonly string[]): string[] {
  return lines.flatMap((line, index) => {
    const next = lines[index + 1]
    const [, before = '', mark = '', item = ''] = RUN_ON.exec(line) ?? []
    return next !== undefined && ITEM.test(next) && before !== '' ? [before, `${mark} ${item}`] : [line]
  })
}

function addEssay(lines: readonly Line[], hosts: readonly string[], draft: Draft): void {
  const [head, ...rest] = lines
  if (!head) return
  const key = draft.keyOf(NO_PLACE, 'essential', head.text.split(/[:?]/)[0] ?? head.text)
  const [summary = '', ...parts] = rest
    .map(({ text }) => text)
    .join('\n')
    .split(/(?:^|\s)##\s+/)
  const keys = new Set<string>()
  const sections = parts.map((part, index) => {
    const { heading, body } = headingAndText(part.trim())
    const word = shortName(heading)
    const name = word === '' || keys.has(word) ? `section-${index + 1}` : word
    const key = freeSlug(name, (slug) => keys.has(slug))
    keys.add(key)
    return { key, heading, blocks: blocksOf(splitRunOn(body.split('\n').map((line) => line.trim()))) }
  })
  const sources = [...new Set(hosts)].map((host) => draft.source(host, head.n))
  draft.add('essentials', head.n, {
    key,
    title: head.text,
    slug: key.split('/').at(-1),
    summary: summary.trim(),
    sections,
    citations: [...new Set(sources)].map((source) => ({
      source,
      supports: sections.length > 0 ? sections.map(({ key }) => `sections.${key}`) : ['summary'],
    })),
  })
}
