import { hashOf } from '#domain/hash.ts'
import type { OutputFile } from '#domain/publish/outputs.ts'
import { fileOf, paths } from '#domain/publish/paths.ts'
import { siteAddress } from '#domain/publish/site-address.ts'
import { icon } from './icon.ts'
import { robotsText } from './robots.ts'
import { listed, siteMapText, type MappedPage } from './site-map.ts'

interface Options {
  /** Address of the site, without a trailing slash. */
  publicUrl: string
  /** Hash of the rendering code: other code gives other bytes. */
  code: string
}

const encoder = new TextEncoder()

/** What crawlers and browsers ask a site for besides its pages: rules, the list of pages, the icon of the tab. */
export function crawlFiles(pages: readonly MappedPage[], { publicUrl, code }: Options): OutputFile[] {
  const site = siteAddress(publicUrl)
  const rows = listed(pages)
  // A site map must name at least one page, by its full address.
  const map = site !== null && rows.length > 0 ? site : null
  const file = (path: string, inputs: object, make: () => Uint8Array): OutputFile => ({
    path: fileOf(path),
    inputs: hashOf({ code, path, ...inputs }),
    make,
  })
  return [
    file(paths.robots, { map }, () => encoder.encode(robotsText(map))),
    file(paths.icon, {}, icon),
    ...(map === null
      ? []
      : [file(paths.siteMap, { map, rows }, () => encoder.encode(siteMapText(rows, map)))]),
  ]
}
