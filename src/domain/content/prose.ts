export type ProseBlock = { type: 'paragraph'; text: string } | { type: 'list'; items: string[] }

/** Plain text as editors type it: each line is a paragraph; lines that start with “- ” form a list. */
export function prose(text: string | null): ProseBlock[] {
  const blocks: ProseBlock[] = []
  for (const raw of (text ?? '').split(/\r\n|\r|\n/)) {
    const line = raw.trim()
    const last = blocks.at(-1)
    const item = /^[-•] +(.*)$/s.exec(line)?.[1]
    if (line === '') continue
    if (item !== undefined && last?.type === 'list') last.items.push(item)
    else if (item !== undefined) blocks.push({ type: 'list', items: [item] })
    else blocks.push({ type: 'paragraph', text: line })
  }
  return blocks
}
