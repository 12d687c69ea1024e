import { relative } from 'node:path'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** About how many seconds a file takes that takes long; it is only for the order. */
export const SECONDS: Record<string, number> = {
  'test/faults/publish/release.test.ts': 90,
  'test/faults/exchange.test.ts': 80,
  'test/features/content/import.test.ts': 20,
  'test/features/content/export.test.ts': 20,
  'test/faults/no-mongodb.test.ts': 70,
  'test/features/backup/backup.test.ts': 60,
  'test/features/backup/copy.test.ts': 30,
  'test/features/backup/load.test.ts': 60,
  'test/features/backup/stored.test.ts': 20,
  'test/faults/backup/backup.test.ts': 60,
  'test/faults/backup/same-release.test.ts': 60,
  'test/e2e/desk/law-change.test.ts': 70,
  'test/faults/start.test.ts': 60,
  'test/store/sign-in-tries.test.ts': 20,
  'test/features/desk/second-factor.test.ts': 20,
  'test/e2e/desk/second-factor.test.ts': 60,
  'test/faults/take-over-mongodb.test.ts': 90,
  'test/e2e/desk/reviewing.test.ts': 60,
  'test/desk/review.test.ts': 20,
  'test/e2e/desk/entry-review.test.ts': 40,
  'test/e2e/desk/entry.test.ts': 40,
  'test/e2e/watch/watch.test.ts': 40,
  'test/features/publish/roll-back.test.ts': 60,
  'test/features/publish/one-guide.test.ts': 30,
  'test/features/publish/roll-back-endpoints.test.ts': 60,
  'test/e2e/publish/roll-back.test.ts': 60,
  'test/faults/publish/publish.test.ts': 40,
  'test/faults/refused.test.ts': 40,
  'test/e2e/content/paste.test.ts': 80,
  'test/e2e/content/cite.test.ts': 60,
  'test/e2e/desk/copy.test.ts': 30,
  'test/e2e/desk/second-review.test.ts': 40,
  'test/faults/mail/mail-hangs.test.ts': 40,
  'test/e2e/mail/digest.test.ts': 40,
  'test/faults/take-over-sqlite.test.ts': 40,
  'test/pipelines/html/page-kinds.test.ts': 40,
  'test/pipelines/html/incremental.test.ts': 30,
  'test/faults/publish/crowd.test.ts': 30,
  'test/faults/publish/kills.test.ts': 30,
  'test/faults/publish/roll-back-kills.test.ts': 30,
  'test/faults/publish/roll-back-carried-kills.test.ts': 60,
  'test/faults/publish/same-bytes.test.ts': 40,
  'test/faults/server.test.ts': 30,
  'test/e2e/publish/site.test.ts': 30,
  'test/e2e/publish/preview.test.ts': 15,
  'test/e2e/publish/hostile.test.ts': 20,
  'test/e2e/desk/structure.test.ts': 30,
  'test/faults/publish/recovery.test.ts': 25,
  'test/faults/desk/tampering.test.ts': 25,
  'test/faults/desk/doors.test.ts': 50,
  'test/cli/bodies.test.ts': 15,
  'test/faults/publish/push-kills.test.ts': 20,
  'test/faults/publish/push.test.ts': 20,
  'test/e2e/mail/subscribe-elsewhere.test.ts': 30,
  'test/e2e/publish/targets.test.ts': 20,
  'test/pipelines/push/ssh.test.ts': 30,
  'test/e2e/mail/subscribe.test.ts': 20,
  'test/faults/publish/browser.test.ts': 20,
  'test/pipelines/html/long-words.test.ts': 30,
  'test/pipelines/pdf/bad-input.test.ts': 30,
  'test/pipelines/forms/bad-input.test.ts': 30,
  'test/pipelines/html/bad-input.test.ts': 20,
  'test/pipelines/pdf/prints.test.ts': 15,
  'test/pipelines/digest/digest-render.test.ts': 12,
  'test/features/content/texts.test.ts': 20,
  'test/store/lost-leases.test.ts': 20,
  'test/desk/kills.test.ts': 20,
  'test/collections/guard.test.ts': 20,
  'test/faults/mail/sender.test.ts': 15,
  'test/e2e/publish/published-form.test.ts': 15,
  'test/e2e/desk/entry-screens.test.ts': 15,
  'test/pipelines/quotes/quotes-pdf.test.ts': 12,
  'test/features/mail/subscribe.test.ts': 12,
  'test/desk/workflow.test.ts': 12,
  'test/desk/forged.test.ts': 12,
  'test/features/desk/sign-in.test.ts': 12,
  'test/collections/rest.test.ts': 12,
}
const OTHERS = 2

export interface Waiting {
  project: string
  file: string
}

const secondsOf = ({ file }: Waiting): number => SECONDS[file] ?? OTHERS
const named = ({ project, file }: Waiting): string => `${file} ${project}`
const longestFirst = (a: Waiting, b: Waiting): number =>
  secondsOf(b) - secondsOf(a) || (named(a) < named(b) ? -1 : 1)

/** Files with the time at which each begins, where so many workers take them one after the other. */
function begun<F extends Waiting>(files: F[], workers: number): { file: F; at: number }[] {
  const free = Array.from({ length: workers }, () => 0)
  return files.map((file) => {
    const at = Math.min(...free)
    free[free.indexOf(at)] = at + secondsOf(file)
    return { file, at }
  })
}

/**
 * Files in the order in which workers take them. Those that start servers and browsers wait for these, so files that
 * only compute run beside them. Files of a database come last, one project after the other: their processes have
 * Payload loaded, and go on only if the next file is of the same project. The longest of each kind is first, so that
 * short ones are left when a worker has nothing more to do.
 */
export function ordered<F extends Waiting>(files: F[], workers: number): F[] {
  const of = (...projects: string[]): F[] =>
    files.filter(({ project }) => projects.includes(project)).toSorted(longestFirst)
  const beside = [...begun(of('faults', 'e2e'), Math.max(workers - 1, 1)), ...begun(of('unit'), 1)]
  const first = beside.toSorted((a, b) => a.at - b.at).map(({ file }) => file)
  return [...first, ...of('mongodb'), ...of('sqlite')]
}

export class Order extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const { root, maxWorkers } = this.ctx.config
    const waiting = files.map((spec) => ({
      spec,
      project: spec.project.name,
      file: relative(root, spec.moduleId).replaceAll('\\', '/'),
    }))
    return Promise.resolve(ordered(waiting, maxWorkers).map(({ spec }) => spec))
  }
}
