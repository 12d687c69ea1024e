import { guideProblemWords } from '#domain/content/guide-parts.ts'
import { holdWords } from '#domain/desk/hold.ts'
import type { Damage } from '#domain/publish/damage.ts'
import { isLate, targetsNow, targetWords } from '#domain/publish/targets.ts'
import { env } from '#lib/env.ts'
import { readPublishingState } from '#lib/publishing-state.ts'
import { readReleaseCheck } from '#lib/release-check.ts'
import { readTargetFiles } from '#lib/targets-state.ts'
import { checkRelease } from '#pipelines/release/check.ts'
import { currentName, isCurrentLost, readCurrent } from '#pipelines/release/current.ts'
import { EXIT } from './exit-codes.ts'
import { damagedLines, problemLines } from './problem-lines.ts'
import { shown } from './shown.ts'

/** Prints which release readers see, and its condition. */
export async function status({ json }: { json: boolean }): Promise<void> {
  const { dataDir, publishTo } = env()
  const current = await readCurrent(dataDir)
  const damaged = current ? await checkRelease(current) : await lostRelease(dataDir)
  const { problems = [], guides = [], held = null } = (await readPublishingState(dataDir)) ?? {}
  const mended = (await readReleaseCheck(dataDir))?.mended ?? null
  const states = await readTargetFiles(
    dataDir,
    publishTo.map(({ address }) => address),
  )
  const targets = targetsNow(states, current && { name: current.name, time: current.manifest.time })
  const late = targets.filter((each) => isLate(each, new Date()))
  const status = current
    ? {
        release: current.name,
        day: current.manifest.day,
        time: current.manifest.time,
        files: current.manifest.files.length,
        problems,
        guides: guides.map((guide) => ({ ...guide, problem: guideProblemWords(guide) })),
        damaged,
        mended,
        targets,
        held,
      }
    : { release: null, problems, guides: [], damaged, mended, targets, held }
  if (problems.length + damaged.length + late.length > 0 || held) process.exitCode = EXIT.attention
  if (json) return void process.stdout.write(`${JSON.stringify(status)}\n`)
  const lines = current
    ? [
        `Readers see release ${current.name} of ${current.manifest.time}: ${current.manifest.files.length} files.`,
        ...(held ? [shown(holdWords(held))] : []),
        ...guides.map(guideProblemWords),
        ...problemLines(problems),
      ]
    : damaged.length === 0
      ? ['Nothing has been published yet. Run “recourse publish”.']
      : []
  const history = mended
    ? [`On ${mended.at} what was altered or lost was made again: ${mended.damage.length} in all.`]
    : []
  process.stdout.write(
    `${[...lines, ...damagedLines(damaged), ...targets.map(targetWords), ...history].join('\n')}\n`,
  )
}

/** The damage to report if a published release can't be found. */
async function lostRelease(dataDir: string): Promise<Damage[]> {
  if (await isCurrentLost(dataDir)) return [{ path: 'current', problem: 'is lost' }]
  return (await currentName(dataDir)) === null
    ? []
    : [{ path: '/manifest.json', problem: 'is lost or was altered' }]
}
