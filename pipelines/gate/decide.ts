import { pagesOnHold } from '#domain/publish/pages-on-hold.ts'
import type { Snapshot } from '#domain/publish/snapshot.ts'
import type { Finding } from './finding.ts'
import { guideOf } from './page.ts'

/** Something that readers get with this release for the first time. */
export interface Pending {
  entry: string
  /** Hash of its edition; null for a withdrawal. */
  hash: string | null
  /** A safety fix, or a withdrawal: it waits for nothing that is not its own. */
  urgent: boolean
}

export interface Case {
  findings: readonly Finding[]
  snapshot: Pick<Snapshot, 'jurisdictions' | 'changes'>
  pending: readonly Pending[]
  /** Files that stay as they were last published by an earlier decision. */
  held: ReadonlySet<string>
  /** Files of the release that readers have. */
  last: readonly string[]
}

/** What becomes of a release in which something is broken. */
export type Decision =
  /** It goes out as it is. */
  | { as: 'passes' }
  /** It is made once more without these editions; why, by hash. Readers keep what is before them. */
  | { as: 'without'; editions: ReadonlyMap<string, string> }
  /** It is made once more with these files as they were last published; why, by path. */
  | { as: 'held'; files: ReadonlyMap<string, string> }
  /** It does not go out. */
  | { as: 'blocked' }

const said = ({ path, problem }: Finding): string => `/${path}: ${problem}`

/** Why each of these entries stays out: what is wrong with the files it is shown in. */
const reasons = (pending: readonly Pending[], why: (each: Pending) => string): Map<string, string> =>
  new Map(pending.flatMap((each) => (each.hash === null ? [] : [[each.hash, why(each)] as const])))

/**
 * What is broken blocks what it comes with, and nothing else. First the editions are left out that are new on a broken
 * file: they have been before readers in no form, and without them every page, list and feed is as it was. Safety fixes
 * and withdrawals stay in, unless the very page of a fix is broken. What is broken all the same was broken by something
 * else, as a template: then nothing goes out; only what is urgent does, beside the last published form of what is broken.
 */
export function decide({ findings: all, snapshot, pending, held, last }: Case): Decision {
  const urgent = pending.some((each) => each.urgent)
  // What is only long misleads nobody: it keeps no safety fix.
  const findings = all.filter(({ onlyLong }) => !(onlyLong && urgent))
  const [first] = findings
  if (!first) return { as: 'passes' }
  if (last.length === 0) return { as: 'blocked' }
  const shows = ({ entry }: Pending): Finding | undefined => {
    const isOn = pagesOnHold(snapshot, [entry])
    return findings.find(({ path }) => isOn(path))
  }
  const ordinary = pending.filter((each) => !each.urgent && each.hash !== null)
  const suspects = ordinary.filter((each) => shows(each))
  const left = suspects.length > 0 ? suspects : ordinary
  if (left.length > 0) return { as: 'without', editions: reasons(left, (each) => said(shows(each) ?? first)) }
  if (!urgent) return { as: 'blocked' }
  return heldBeside({ findings, snapshot, pending, held, last })
}

/** Nothing but urgent decisions is new: what is broken keeps its last published form, so that they go out. */
function heldBeside({ findings, snapshot, pending, held, last }: Case): Decision {
  const fixes = pending.filter(({ hash }) => hash !== null)
  const own = (finding: Finding): Pending[] =>
    fixes.filter(({ entry }) => pagesOnHold(snapshot, [entry])(finding.path) && isMainPage(finding.path))
  const broken = findings.flatMap((finding) => own(finding).map((fix) => ({ finding, fix })))
  if (broken.length > 0)
    return {
      as: 'without',
      editions: new Map(broken.map(({ finding, fix }) => [fix.hash ?? '', said(finding)])),
    }
  const there = new Set(last)
  const files = new Map<string, string>()
  for (const finding of findings) {
    for (const path of filesWith(finding.path, { snapshot, pending, last })) {
      if (held.has(path)) return { as: 'blocked' }
      files.set(path, finding.problem)
    }
    // What is new in a guide or an essay stays out; a site has its other pages in every release.
    if (!there.has(finding.path) && !/^(guides|essentials)\//.test(finding.path)) return { as: 'blocked' }
    if (held.has(finding.path)) return { as: 'blocked' }
    files.set(finding.path, finding.problem)
  }
  return { as: 'held', files }
}

/** The page on which a reader finds what a guide, a section, a route or an essay says: no print, list or feed. */
const isMainPage = (path: string): boolean =>
  /^(guides|essentials)\/.*\bindex[.]html$/.test(path) && !/\/(changes|search)\//.test(path)

/** The files of a guide belong together, unless one of them has a fix that must not wait for the others. */
function filesWith(
  path: string,
  { snapshot, pending, last }: Pick<Case, 'snapshot' | 'pending' | 'last'>,
): string[] {
  const slug = guideOf(path)
  if (slug === null) return []
  const folder = `guides/${slug}/`
  const isUrgent = pending.some(({ entry }) => pagesOnHold(snapshot, [entry])(`${folder}index.html`))
  return isUrgent ? [] : last.filter((each) => each.startsWith(folder))
}
