/** Address of the page for content in and out. */
export const exchangeHref = (admin: string): string => `${admin}/exchange`

/** Its address with one entry or place chosen for the export. */
export const exportHref = (admin: string, { collection, id }: { collection: string; id: string }): string =>
  `${exchangeHref(admin)}?${new URLSearchParams({ of: `${collection}/${id}` })}#export`

/** Where a record of an import is found in the admin. */
export const recordHref = (admin: string, list: string, key: string): string =>
  list === 'site'
    ? `${admin}/globals/site`
    : `${admin}/collections/${list}?${new URLSearchParams({ search: key })}`
