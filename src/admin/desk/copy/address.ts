/** Address of the page that copies entries, with an entry or the place that gets them chosen. */
export const copyHref = (admin: string, { collection, id }: { collection: string; id: string }): string =>
  `${admin}/copy?${new URLSearchParams({ of: `${collection}/${id}` })}`

/** In the address of a place's screen: leads to the entries of its guide that are submitted together. */
export const READY = 'guide-ready'
