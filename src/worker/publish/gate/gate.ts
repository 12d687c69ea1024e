import type { PublishProblem } from '#domain/desk/publish-problems.ts'
import { guidePlaces } from '#domain/publish/open-guides.ts'
import type { Snapshot } from '#domain/publish/snapshot.ts'
import type { PublishedForms } from '#lib/published-forms.ts'
import { decide, type Pending } from '#pipelines/gate/decide.ts'
import type { Finding } from '#pipelines/gate/finding.ts'
import type { Guides } from '#pipelines/gate/vanished.ts'
import type { Release } from '#pipelines/release/current.ts'
import type { ManifestFile } from '#pipelines/release/manifest.ts'
import { byPath } from '#pipelines/release/manifest.ts'
import { readHeads } from '#store/desk/heads.ts'
import type { SnapshotRead } from '#store/publish/snapshot.ts'
import type { Context } from '../../context.ts'
import type { Renderer } from '../renderer/renderer.ts'

/** Something in a release is broken. The current one is unchanged. */
export class GateClosed extends Error {
  override name = 'GateClosed'
  readonly problems: PublishProblem[]

  constructor(findings: readonly Finding[]) {
    const named = findings.slice(0, NAMED).map(({ path, problem }) => `/${path}: ${problem}`)
    const more = findings.length > NAMED ? ` ${findings.length - NAMED} more are like these.` : ''
    super(`The release is broken, and readers keep the one before it. ${named.join(' ')}${more}`)
    this.problems = findings.map(({ path, problem }) => ({ about: `/${path}`, problem, readers: 'same' }))
  }
}

/** Findings that an error names. */
const NAMED = 5

interface Made {
  renderer: Renderer
  read: SnapshotRead
  forms: PublishedForms
  /** Folder of the release that is not out. */
  folder: string
  files: readonly ManifestFile[]
  /** The release that readers have. */
  last: Release | null
  /** Everything is checked, not only what changed. */
  full: boolean
}

/** Lets a release out, or says what must stay out of it: lasts for all attempts of one publication. */
export class Gate {
  readonly #held = new Map<string, string>()
  readonly #payload: Context['payload']

  constructor({ payload }: Pick<Context, 'payload'>) {
    this.#payload = payload
  }

  /** Whether a file stays as it was last published because it is broken in its new form. */
  isHeld = (path: string): boolean => this.#held.has(path)

  get holdsAny(): boolean {
    return this.#held.size > 0
  }

  /** What stays as it was, and why. */
  get problems(): PublishProblem[] {
    return [...this.#held].map(([path, problem]) => ({ about: `/${path}`, problem, readers: 'same' }))
  }

  /**
   * @returns null where the release may go out; else what to leave out of the next attempt: edition hash to reason.
   * @throws {GateClosed} where no attempt would be better.
   */
  async judge(made: Made): Promise<ReadonlyMap<string, string> | null> {
    const { renderer, read, forms, folder, files, last } = made
    const before = byPath(last?.manifest ?? null)
    const now = new Set(files.map(({ path }) => path))
    const isNew = ({ path, sha256 }: ManifestFile): boolean => before.get(path)?.sha256 !== sha256
    const findings = await renderer.inspect({
      folder,
      last: last?.folder ?? null,
      changed: made.full ? files : files.filter(isNew),
      gone: [...before.keys()].filter((path) => !now.has(path)),
      guides: guidesIn(read.snapshot, before),
    })
    if (findings.length === 0) return null
    const decision = decide({
      findings,
      snapshot: read.snapshot,
      pending: await this.#pending(read, forms),
      held: new Set(this.#held.keys()),
      last: [...before.keys()],
    })
    if (decision.as === 'passes') return null
    if (decision.as === 'blocked') throw new GateClosed(findings)
    if (decision.as === 'without') return decision.editions
    for (const [path, problem] of decision.files) this.#held.set(path, problem)
    return new Map()
  }

  async #pending({ shown, snapshot }: SnapshotRead, forms: PublishedForms): Promise<Pending[]> {
    const all = await forms.all()
    const hashes = new Set(all?.entries.map(({ hash }) => hash))
    const told = new Set(all?.changes.map(([seq]) => seq))
    const fresh = shown.filter(({ hash }) => !hashes.has(hash))
    const due = await readHeads(
      { payload: this.#payload },
      { entry: { in: fresh.map(({ entry }) => entry) } },
    )
    const urgent = new Set(due.filter((head) => head.secondReviewDue !== null).map(({ entry }) => entry))
    const withdrawn = snapshot.changes.filter(({ seq, edition }) => edition === null && !told.has(seq))
    return [
      ...fresh.map(({ entry, hash }) => ({ entry, hash, urgent: urgent.has(entry) })),
      ...withdrawn.map(({ entry }) => ({ entry, hash: null, urgent: true })),
    ]
  }
}

const DATA = /^guides\/([^/]+)\/guide[.]json$/

function guidesIn(snapshot: Snapshot, before: ReadonlyMap<string, ManifestFile>): Guides {
  const had = [...before.keys()].flatMap((path) => DATA.exec(path)?.[1] ?? [])
  const now: string[] = guidePlaces(snapshot).map(({ slug }) => slug)
  const gone = had.filter((slug) => !now.includes(slug))
  const ended = gone.filter((slug) => {
    const place = snapshot.jurisdictions.find((each) => each.slug === slug)
    const last = snapshot.changes.findLast(({ entry }) => entry === `${place?.key ?? slug}/profile`)
    return last?.kind === 'withdrawn' || (place !== undefined && place.guide !== 'full')
  })
  return { before: had, now, ended }
}
