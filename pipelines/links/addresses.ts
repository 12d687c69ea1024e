/** A requested address, with all links to it: they differ in their fragments. */
export interface Address<L> {
  address: string
  links: [L, ...L[]]
}

/** The address to request: without its fragment, which never leaves a browser. */
const asAsked = (url: string): string => {
  if (!URL.canParse(url)) return url
  const bare = new URL(url)
  bare.hash = ''
  return bare.href
}

/** Groups links by requested address, in their original order. */
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
