/** An address as it is asked, with all links that lead to it: they differ in their fragments. */
export interface Address<L> {
  address: string
  links: [L, ...L[]]
}

/** An address as it is asked: without its fragment, which never leaves a browser. */
const asAsked = (url: string): string => {
  if (!URL.canParse(url)) return url
  const bare = new URL(url)
  bare.hash = ''
  return bare.href
}

/** Links by the address that is asked for them, in the order in which they come. */
export function addressesOf<L extends { url: string }>(links: Iterable<L>): Address<L>[] {
  const found = new Map<string, Address<L>>()
  for (const link of links) {
    const address = asAsked(link.url)
    const known = found.get(address)
    if (known) known.links.push(link)
    else found.set(address, { address, links: [link] })
  }
  return [...found.values()]
}
