import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Pushing, PushStep } from '#pipelines/push/release.ts'
import { readCurrent } from '#pipelines/release/current.ts'
import { pushedRelease } from '#worker/publish/release-to-push.ts'

/** The current release of a data folder, as a worker pushes it. */
export async function pushingOf(
  dataDir: string,
  rest: Partial<Omit<Pushing, 'release'>> = {},
): Promise<Pushing & { steps: PushStep[] }> {
  const current = await readCurrent(dataDir)
  if (!current) throw new Error('Nothing is published.')
  const steps: PushStep[] = []
  return {
    release: await pushedRelease(current),
    mayGoOut: () => Promise.resolve(),
    signal: new AbortController().signal,
    reached: (step) => void steps.push(step),
    steps,
    ...rest,
  }
}

export const emptyFolder = (): string => mkdtempSync(join(tmpdir(), 'recourse-target-'))
