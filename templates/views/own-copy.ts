import type { Change } from '#domain/publish/changes.ts'
import { copyMark } from '#domain/publish/copies.ts'
import type { Guide } from '#domain/publish/guides.ts'
import { paths } from '#domain/publish/paths.ts'
import { siteAddress } from '#domain/publish/site-address.ts'
import { urlParts } from './parts.ts'
import { qrView, type QrView } from './qr.ts'

/** The way from a copy of a guide to what has changed since it was made. */
export interface OwnCopyView {
  href: string
  /** The address as printed, split where a line may break. */
  parts: string[]
  qr: QrView
}

/**
 * Where a copy of a guide made now asks whether it is current, as an address within the site.
 * @param changes those of the guide, newest first.
 */
export const ownCopyPath = ({ place }: Guide, [newest]: readonly Change[]): string =>
  paths.version(place.slug, copyMark(newest))

/**
 * The same for a print.
 * @param changes those of the guide, newest first.
 * @param publicUrl address of the site.
 * @returns null where nobody has said what it is: paper must not carry an address that leads nowhere.
 */
export function ownCopyView(
  guide: Guide,
  changes: readonly Change[],
  publicUrl: string | undefined,
): OwnCopyView | null {
  const site = publicUrl === undefined ? null : siteAddress(publicUrl)
  if (site === null) return null
  const href = site + ownCopyPath(guide, changes)
  return { href, parts: urlParts(href), qr: qrView(href) }
}
