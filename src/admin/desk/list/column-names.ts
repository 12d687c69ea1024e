interface Column {
  accessor: string
  name: string
}

/** The class that Payload gives the cells of a column. */
const cellOf = (accessor: string): string => `.cell-${accessor.replaceAll('.', '__')}`

/** On a narrow screen each cell begins with the name of its column, but the first, which names the row. */
export function columnNames(list: string, columns: readonly Column[]): string {
  const rules = columns
    .slice(1)
    .map(({ accessor, name }) => `${list} ${cellOf(accessor)}::before{content:${JSON.stringify(`${name}:`)}}`)
  return `@media (max-width:768px){${rules.join('')}}`
}
