/** As much of a form's fields as tells where claims have their marks. */
type Fields = Record<
  string,
  { value?: unknown; passesCondition?: boolean; customComponents?: { Description?: unknown } } | undefined
>

const ROW = /^(steps|sections)\.(.+)$/

/**
 * Whether a claim has its mark in the form: sources, notes and questions stand there. Some fields have none, and one
 * whose condition is not met is not in the form at all.
 */
export function isMarked(claim: string, fields: Fields): boolean {
  const shown = (path: string): boolean => {
    const field = fields[path]
    return Boolean(field?.customComponents?.Description) && field?.passesCondition !== false
  }
  const [, array, key] = ROW.exec(claim) ?? []
  if (array === undefined) return shown(claim)
  const paths = Object.keys(fields)
  const row = paths.find(
    (path) => path.startsWith(`${array}.`) && path.endsWith('.key') && fields[path]?.value === key,
  )
  if (row === undefined) return false
  const start = row.slice(0, -'key'.length)
  return paths.some((path) => path.startsWith(start) && shown(path))
}
