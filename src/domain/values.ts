/** Text, where an unknown value is text; else nothing. */
export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

/** Id of a relationship, whether it was read as an id or as a document; null where it is empty. */
export function idOf(relation: unknown): string | null {
  const id: unknown =
    typeof relation === 'object' && relation !== null ? (relation as { id?: unknown }).id : relation
  return typeof id === 'string' || typeof id === 'number' ? String(id) : null
}
