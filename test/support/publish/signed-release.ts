import { join } from 'node:path'
import { legalDate } from '#domain/dates.ts'
import { sha256 } from '#domain/hash.ts'
import { keysText } from '#domain/publish/signing-keys.ts'
import { signer } from '#lib/signing-keys.ts'
import { nextSequence, readCurrent, releasesFolder, type Release } from '#pipelines/release/current.ts'
import { manifestHash } from '#pipelines/release/manifest.ts'
import { ReleaseWriter } from '#pipelines/release/write.ts'

/** Pages, a print, an empty file, and a name that a URL escapes. */
export const SMALL_SITE: Record<string, string> = {
  'index.html': '<h1>Index</h1>',
  'guides/testland/index.html': `<h1>Testland</h1>${'words '.repeat(200)}`,
  'guides/testland/testland.a4.pdf': '%PDF testland',
  'guides/testland/côte @ home.txt': 'Text',
  '404.html': '<h1>Not found</h1>',
  'robots.txt': '',
}

export const TIME = new Date('2026-11-21T10:00:00Z')

/**
 * Publishes a small release as publishing does; every one differs in its index.
 * @param options `alone`: the manifest names none before it.
 */
export async function publishSmall(
  dataDir: string,
  snapshot: string,
  {
    signed = true,
    alone = false,
    site = SMALL_SITE,
  }: { signed?: boolean; alone?: boolean; site?: Record<string, string> } = {},
): Promise<Release> {
  const before = await readCurrent(dataDir)
  const writer = await ReleaseWriter.begin({
    dataDir,
    sequence: await nextSequence(dataDir),
    snapshot: sha256(snapshot),
    previous: before,
  })
  const words = { ...site, 'index.html': `<h1>${snapshot}</h1>` }
  await writer.add(
    Object.entries(words).map(([path, text]) => ({
      path,
      inputs: sha256(text),
      make: () => new TextEncoder().encode(text),
    })),
  )
  const { key, keys, sign } = signer(dataDir, TIME)
  const { manifest } = await writer.publish({
    day: legalDate('2026-11-21'),
    heads: '[]',
    time: TIME,
    signing: signed
      ? {
          key,
          keys: keysText(keys),
          previous:
            before && !alone
              ? { sequence: before.manifest.sequence, sha256: manifestHash(before.manifest) }
              : null,
          sign,
        }
      : null,
  })
  return { name: writer.name, folder: join(releasesFolder(dataDir), writer.name), manifest }
}
