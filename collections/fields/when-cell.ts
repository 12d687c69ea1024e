/** How lists show a day or an instant that is kept as text. */
export const WHEN_CELL = '/src/admin/desk/list/when-cell.tsx#WhenCell'
