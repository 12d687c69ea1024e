import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { sha256 } from '#domain/hash.ts'
import { publicKeysIn } from '#domain/publish/signing-keys.ts'
import { env } from '#lib/env.ts'
import { knownSigningKeys } from '#lib/signing-keys.ts'
import { MANIFEST, parseManifest, SIGNING_KEYS } from '#pipelines/release/manifest.ts'
import {
  Unread,
  verifyRelease,
  type Earlier,
  type Verified,
  type VerifyOptions,
} from '#pipelines/release/verify.ts'
import { EXIT, NotReady, UsageProblem } from './exit-codes.ts'
import { givenPath } from './given-path.ts'
import { shown, shownJson } from './shown.ts'

interface Asked {
  /** Files or texts of public keys; none for those of the data folder. */
  keys: readonly string[]
  earlier: string | null
  json: boolean
}

/** Attempts at a site that publishes while it is verified. */
const TRIES = 3

const textOfFile = (path: string): string | null => {
  try {
    return readFileSync(givenPath(path), 'utf8')
  } catch {
    return null
  }
}

/** @throws {UsageProblem} where there is no key. */
function keysOf(given: readonly string[]): string[] {
  if (given.length === 0) {
    const known = knownSigningKeys(env().dataDir)
    if (known) return known.map(({ publicKey }) => publicKey)
    throw new UsageProblem(
      'The data folder has no key that signs releases. Give the public key of the site: --key <file or text>.',
    )
  }
  return given.flatMap((each) => {
    const keys = publicKeysIn(textOfFile(each) ?? each)
    if (!keys)
      throw new UsageProblem(
        `“${each}” is no public key: give an Ed25519 key as PEM or base64, a file of such keys, or the ${SIGNING_KEYS} of a release that you trust.`,
      )
    return keys
  })
}

/** @throws {UsageProblem} */
function earlierOf(given: string | null): Earlier | null {
  if (given === null) return null
  if (/^\d{1,15}$/.test(given)) return { sequence: Number(given), sha256: null }
  const isFolder = statSync(givenPath(given), { throwIfNoEntry: false })?.isDirectory() ?? false
  const text = textOfFile(isFolder ? join(given, MANIFEST) : given)
  const manifest = text === null ? null : parseManifest(text)
  if (text === null || !manifest)
    throw new UsageProblem(
      `“${given}” is no earlier release: give its folder, its ${MANIFEST} or its number.`,
    )
  return { sequence: manifest.sequence, sha256: sha256(text) }
}

async function inFolder(folder: string, options: VerifyOptions): Promise<Verified> {
  const { folderSource } = await import('#pipelines/release/verify-folder.ts')
  return verifyRelease(await folderSource(folder), options)
}

/** A site may publish while it is verified: then the new release is. */
async function atUrl(address: string, options: VerifyOptions): Promise<Verified> {
  const { createOutbound } = await import('#lib/outbound/create.ts')
  const { MOST_BYTES, urlSource } = await import('#pipelines/release/verify-url.ts')
  const { host } = new URL(address)
  const outbound = createOutbound({
    publicUrl: env().publicUrl,
    // Whoever names a private host means it. No redirect leads to another.
    allow: host,
    perHost: 4,
    pause: 0,
    maxBytes: MOST_BYTES,
  })
  try {
    for (let left = TRIES; ; left -= 1) {
      const source = urlSource(outbound, address)
      const verified = await verifyRelease(source, options)
      const now = await source.read(MANIFEST)
      if (left <= 1 || now === null || sha256(now) === verified.release?.manifest) return verified
    }
  } finally {
    await outbound.close()
  }
}

/** Verifies a release in a folder or at a URL, and says what differs. */
export async function verifyPublished(what: string, { keys, earlier, json }: Asked): Promise<void> {
  const options = { keys: keysOf(keys), earlier: earlierOf(earlier) }
  const isUrl = /^https?:\/\//i.test(what)
  if (isUrl && !URL.canParse(what)) throw new UsageProblem(`“${what}” is no URL.`)
  const verified = await (isUrl ? atUrl(what, options) : inFolder(givenPath(what), options)).catch(
    (error: unknown) => {
      throw error instanceof Unread
        ? new NotReady(shown(`${what} cannot be verified. ${error.message}`), { cause: error })
        : error
    },
  )
  if (verified.problems.length > 0) process.exitCode = EXIT.failed
  process.stdout.write(
    json ? `${shownJson(verified)}\n` : `${linesOf(what, verified).map(shown).join('\n')}\n`,
  )
}

const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`

function linesOf(what: string, { release, files, chain, problems, notes }: Verified): string[] {
  const about = release
    ? `release ${release.sequence} of ${release.time}, ${counted(files, 'file', 'files')}`
    : what
  const chained = chain > 0 ? `, following ${counted(chain, 'earlier release', 'earlier releases')}` : ''
  return [
    ...problems.map(({ path, problem }) => `${path} ${problem}.`),
    ...notes,
    problems.length === 0
      ? `Verified: ${about}, signed with the key ${release?.key?.slice(0, 12)}${chained}.`
      : `Not verified: ${counted(problems.length, 'problem', 'problems')} in ${about}.`,
  ]
}
