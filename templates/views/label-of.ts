import { catalogue } from '../words/index.ts'

/** The label of what was chosen; a preview of a draft says where nothing was. */
export const labelOf = <V extends string>(labels: Readonly<Record<V, string>>, value: V | null): string =>
  value === null ? catalogue.entry.notChosen : labels[value]
