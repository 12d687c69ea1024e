import { sha256, type Sha256 } from '#domain/hash.ts'
import { isSigned, parseKeys, trustedKeys, type SigningKey } from '#domain/publish/signing-keys.ts'
import {
  MANIFEST,
  parseManifest,
  SIGNATURE,
  SIGNING_KEYS,
  type Manifest,
  type ManifestFile,
} from './manifest.ts'

/** What a finding is about, for programs. */
export type FindingKind =
  | 'manifest'
  | 'not-signed'
  | 'signature'
  | 'key'
  | 'chain'
  | 'sequence'
  | 'altered'
  | 'missing'
  | 'unlisted'
  | 'unread'

export interface Finding {
  kind: FindingKind
  /** `/guides/scotland/index.html` */
  path: string
  problem: string
}

/** Reading failed for another reason than that there is no such file. */
export class Unread extends Error {
  override name = 'Unread'
  /** The folder that could not be read, where it was one in the release. */
  readonly path: string

  constructor(message: string, { path = '', ...options }: ErrorOptions & { path?: string } = {}) {
    super(message, options)
    this.path = path
  }
}

/** A release to verify, in a folder or at a URL. */
export interface ReleaseSource {
  /** Bytes of a file that is no listed one; null where it is missing. @throws {Unread} */
  read(path: string): Promise<Uint8Array | null>
  /** Compares one listed file, in every form in which it is there. */
  compare(file: ManifestFile): Promise<Finding[]>
  /** Files that the manifest does not list; null where a source cannot tell. @throws {Unread} */
  unlisted(manifest: Manifest): Promise<string[] | null>
  /** Files compared at once. */
  readonly width: number
  /** Earlier releases of the same folder; null where a source has none. */
  readonly earlier: EarlierReleases | null
}

/** A manifest in the folder of its release, or kept beside it. */
export interface ManifestCopy {
  /** The release. */
  name: string
  text: string
  signature: Uint8Array | null
}

/** The manifests of earlier releases, by sequence. */
export interface EarlierReleases {
  /** @throws {Unread} */
  of(sequence: number): Promise<ManifestCopy[]>
}

export interface Earlier {
  sequence: number
  sha256: Sha256 | null
}

export interface VerifyOptions {
  /** Public keys whose signature counts, in base64. */
  keys: readonly string[]
  /** A release that this one must not precede; its manifest, where its hash is known, must be in the chain. */
  earlier?: Earlier | null
}

export interface Verified {
  release: { sequence: number; time: string; day: string; manifest: Sha256; key: Sha256 | null } | null
  /** Listed files that were compared. */
  files: number
  /** Earlier manifests that the chain was followed to. */
  chain: number
  problems: Finding[]
  /** What could not be checked, in words. */
  notes: string[]
}

export const differs = (path: string): Finding => ({
  kind: 'altered',
  path: `/${path}`,
  problem: 'differs from the manifest',
})
export const missing = (path: string): Finding => ({
  kind: 'missing',
  path: `/${path}`,
  problem: 'is missing',
})
export const unread = (path: string, why: string): Finding => ({
  kind: 'unread',
  path: `/${path}`,
  problem: why,
})

const finding = (kind: FindingKind, path: string, problem: string): Finding => ({
  kind,
  path: `/${path}`,
  problem,
})

const short = (hash: string): string => hash.slice(0, 12)

const readOrNone = (source: ReleaseSource, path: string): Promise<Uint8Array | null> =>
  source.read(path).catch((error: unknown) => {
    if (error instanceof Unread) return null
    throw error
  })

/** The keys that a release lists, with what is wrong with the list. */
async function listedKeys(
  source: ReleaseSource,
  { signing }: Manifest,
): Promise<{ keys: SigningKey[]; problems: Finding[] }> {
  if (!signing) return { keys: [], problems: [] }
  const bytes = await readOrNone(source, SIGNING_KEYS)
  if (bytes === null) return { keys: [], problems: [missing(SIGNING_KEYS)] }
  return {
    keys: parseKeys(Buffer.from(bytes).toString()) ?? [],
    problems: sha256(bytes) === signing.keys ? [] : [differs(SIGNING_KEYS)],
  }
}

type Trusted = ReturnType<typeof trustedKeys>

/** What is wrong with the signature of a manifest; null where it is good. */
function signatureProblem(
  { signing }: Manifest,
  text: string,
  signature: Uint8Array | null,
  trusted: Trusted,
): Omit<Finding, 'path'> | null {
  if (!signing) return { kind: 'not-signed', problem: 'is not signed' }
  const key = trusted.get(signing.key)
  if (!key)
    return {
      kind: 'key',
      problem: `is signed with the key ${short(signing.key)}, which is not one of the given keys, nor signed by one of them`,
    }
  if (signature === null) return { kind: 'signature', problem: `has no signature: ${SIGNATURE} is missing` }
  return isSigned(text, signature, key)
    ? null
    : { kind: 'signature', problem: `does not match its signature, ${SIGNATURE}: one of them was altered` }
}

/** How one link of the chain contradicts the earlier release; null where it does not. */
function earlierProblem({ sequence, previous }: Manifest, earlier: Earlier): string | null {
  if (previous === undefined || earlier.sha256 === null || sequence <= earlier.sequence) return null
  if (previous === null)
    return `breaks the chain: release ${sequence} follows no release and passes over the earlier release ${earlier.sequence}`
  if (previous.sequence < earlier.sequence)
    return `breaks the chain: release ${sequence} follows release ${previous.sequence} and passes over the earlier release ${earlier.sequence}`
  return previous.sequence === earlier.sequence && previous.sha256 !== earlier.sha256
    ? `breaks the chain: release ${sequence} follows another release ${earlier.sequence} than the earlier one`
    : null
}

/** How a release contradicts the earlier one, its chain aside; null where it does not. */
function sequenceProblem({ sequence }: Manifest, hash: Sha256, earlier: Earlier): Finding | null {
  if (sequence < earlier.sequence)
    return finding(
      'sequence',
      MANIFEST,
      `is of release ${sequence}, before the earlier release ${earlier.sequence}: the site was rolled back`,
    )
  return sequence === earlier.sequence && earlier.sha256 !== null && earlier.sha256 !== hash
    ? finding('chain', MANIFEST, `is of another release ${sequence} than the earlier one`)
    : null
}

type Chain = Pick<Verified, 'chain' | 'problems' | 'notes'>

/** Follows the chain of manifests back, as far as they are here. */
async function followChain(
  start: Manifest,
  { earlier: releases }: ReleaseSource,
  trusted: Trusted,
  earlier: Earlier | null,
): Promise<Chain> {
  const problems: Finding[] = []
  const strange = new StrangeKeys()
  let at = start
  for (let chain = 0; ; chain += 1) {
    const passed = earlier && earlierProblem(at, earlier)
    if (passed) problems.push(finding('chain', MANIFEST, passed))
    const { sequence, previous } = at
    const end = (notes: string[]): Chain => ({ chain, problems, notes: [...strange.notes(), ...notes] })
    if (!previous) return end(endNotes(at, earlier))
    const there = await manifestsOf(releases, previous.sequence)
    if (there instanceof Unread) {
      problems.push({ ...unread(there.path, there.message), path: '/..' })
      return end(endNotes(at, earlier))
    }
    const same = there.filter(({ text }) => sha256(text) === previous.sha256)
    const manifest = same[0] && parseManifest(same[0].text)
    // A manifest that follows itself or a later one would be followed for ever.
    if (!manifest || previous.sequence >= sequence) {
      const about = there[0] ? `${there[0].name}/${MANIFEST}` : null
      if (about)
        problems.push(
          finding(
            'chain',
            about,
            `breaks the chain: it is not the manifest that release ${sequence} follows`,
          ),
        )
      return end(about || (!releases && !earlier) ? [] : endNotes(at, earlier))
    }
    const problem = chainedProblem(manifest, same, trusted)
    if (problem?.kind === 'key') strange.add(manifest)
    else if (problem) problems.push(problem)
    at = manifest
  }
}

/** The copies of an earlier manifest, or why they could not be looked for. */
const manifestsOf = (releases: EarlierReleases | null, sequence: number): Promise<ManifestCopy[] | Unread> =>
  (releases?.of(sequence) ?? Promise.resolve([])).catch((error: unknown) => {
    if (error instanceof Unread) return error
    throw error
  })

/**
 * Keys of earlier manifests that are none of the given ones. After a theft only the new key is given: what the old
 * one signed is then known by the hash that the later, trusted manifest has of it, and by nothing else.
 */
class StrangeKeys {
  readonly #sequences = new Map<Sha256, { first: number; last: number }>()

  /** Adds a manifest; each one is older than those before. */
  add({ sequence, signing }: Manifest): void {
    if (!signing) return
    const { last = sequence } = this.#sequences.get(signing.key) ?? {}
    this.#sequences.set(signing.key, { first: sequence, last })
  }

  notes(): string[] {
    return [...this.#sequences].map(([key, { first, last }]) => {
      const which = first === last ? `Release ${first} is signed` : `Releases ${first} to ${last} are signed`
      return `${which} with the key ${short(key)}, which is not one of the given keys, nor signed by one of them: known only by the hash in the release after.`
    })
  }
}

/** What is wrong with the signature of an earlier manifest, of which one whole copy is enough. */
function chainedProblem(
  manifest: Manifest,
  copies: readonly ManifestCopy[],
  trusted: Trusted,
): Finding | null {
  if (!manifest.signing) return null
  const found = copies.map(({ name, text, signature }) => {
    const problem = signatureProblem(manifest, text, signature, trusted)
    return problem && { ...problem, path: `/${name}/${MANIFEST}` }
  })
  return found.includes(null) ? null : (found[0] ?? null)
}

/** What stays unknown where the chain cannot be followed beyond a release. */
function endNotes({ previous, sequence }: Manifest, earlier: Earlier | null): string[] {
  if (previous === null) return []
  // An unsigned manifest names none before it, whether there was one or not.
  const from = previous ? previous.sequence : sequence
  const unknown = earlier !== null && earlier.sha256 !== null && earlier.sequence < from
  const goesOn = unknown
    ? [`Whether it goes on to the earlier release ${earlier.sequence} is not known.`]
    : []
  if (!previous)
    return unknown
      ? [`Release ${sequence} is not signed and names no release before it: the chain ends there.`, ...goesOn]
      : []
  return [
    `The manifest of release ${previous.sequence} is not here: the chain was followed back to release ${sequence}.`,
    ...goesOn,
  ]
}

/** Files that do not belong to a release, or why they could not be looked for. */
async function strays(source: ReleaseSource, manifest: Manifest): Promise<Finding[]> {
  try {
    const there = (await source.unlisted(manifest)) ?? []
    return there.map((path) => finding('unlisted', path, 'is not in the manifest'))
  } catch (error) {
    if (error instanceof Unread) return [unread(error.path, error.message)]
    throw error
  }
}

/** Compares the files of a release, several at once, and reports them in order. */
async function compareFiles(source: ReleaseSource, manifest: Manifest): Promise<Finding[]> {
  const found: Finding[][] = []
  const queue = [...manifest.files.entries()]
  const next = async (): Promise<void> => {
    for (let each = queue.shift(); each; each = queue.shift()) found[each[0]] = await source.compare(each[1])
  }
  await Promise.all(Array.from({ length: source.width }, next))
  return [...found.flat(), ...(await strays(source, manifest))]
}

/**
 * Verifies a release by its public keys alone: signature, chain, and each file.
 * @throws {Unread} where its manifest cannot be read.
 */
export async function verifyRelease(
  source: ReleaseSource,
  { keys, earlier = null }: VerifyOptions,
): Promise<Verified> {
  const nothing = { release: null, files: 0, chain: 0, notes: [] }
  const bytes = await source.read(MANIFEST)
  if (bytes === null) return { ...nothing, problems: [missing(MANIFEST)] }
  const text = Buffer.from(bytes).toString()
  const manifest = parseManifest(text)
  if (!manifest)
    return {
      ...nothing,
      problems: [finding('manifest', MANIFEST, 'was altered: it is no manifest of a release')],
    }

  const listed = await listedKeys(source, manifest)
  const trusted = trustedKeys(keys, listed.keys)
  const signature = await readOrNone(source, SIGNATURE)
  const problem = signatureProblem(manifest, text, signature, trusted)
  const hash = sha256(bytes)
  const passed = earlier && sequenceProblem(manifest, hash, earlier)
  const chain = await followChain(manifest, source, trusted, earlier)
  const { sequence, time, day, signing = null } = manifest
  return {
    release: { sequence, time, day, manifest: hash, key: signing?.key ?? null },
    files: manifest.files.length,
    chain: chain.chain,
    problems: [
      ...(problem ? [{ ...problem, path: `/${MANIFEST}` }] : []),
      ...(passed ? [passed] : []),
      ...chain.problems,
      ...listed.problems,
      ...(await compareFiles(source, manifest)),
    ],
    notes: chain.notes,
  }
}
