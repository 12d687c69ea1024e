/** Names and networks by which a machine means itself. */
const LOOPBACK = /^(localhost|.*\.localhost|127(\.\d+){3}|\[::1\])$/

/** Whether the host of an address is the machine itself: nothing that is sent there can be read on the way. */
export const isThisMachine = (url: string): boolean => LOOPBACK.test(new URL(url).hostname)

/**
 * The address under which a site is known to others. A loopback address is what the server falls back to without
 * PUBLIC_URL: named as the address of every page, it would make search engines drop the real one.
 * @returns null if nobody has said what it is.
 */
export const siteAddress = (publicUrl: string): string | null => (isThisMachine(publicUrl) ? null : publicUrl)
