import { isElement, wordsOf, type PastedElement, type PastedNode } from './tree.ts'

/** The level of a heading, by element or by role; null for anything else. */
export function headingLevel({ name, attributes }: PastedElement): number | null {
  const level = /^h([1-6])$/.exec(name)?.[1]
  if (level !== undefined) return Number(level)
  if (attributes.role !== 'heading') return null
  const stated = Number(attributes['aria-level'] ?? 2)
  return Number.isInteger(stated) && stated >= 1 && stated <= 9 ? stated : 2
}

const levelsIn = (nodes: readonly PastedNode[]): number[] =>
  nodes.filter(isElement).flatMap((node) => {
    const level = headingLevel(node)
    if (level !== null) return wordsOf(node.children).trim() === '' ? [] : [level]
    return node.name === 'table' ? [] : levelsIn(node.children)
  })

/**
 * The level that each heading of a paste gets: of the two that a section has, the upper one for the highest, and the
 * lower one for what stands under it. Levels 3 and 4 stay as they are.
 */
export function headingLevels(nodes: readonly PastedNode[]): (level: number) => 3 | 4 {
  const levels = levelsIn(nodes)
  const highest = Math.min(...levels)
  if (highest >= 3) return (level) => (level === 3 ? 3 : 4)
  return (level) => (level <= highest ? 3 : 4)
}
