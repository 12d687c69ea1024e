import { guideProblemWords } from '#domain/content/guide-parts.ts'
import { holdWords } from '#domain/desk/hold.ts'
import type { Health } from '#domain/health.ts'
import type { Damage } from '#domain/publish/damage.ts'
import { isLate, targetsNow, targetWords } from '#domain/publish/targets.ts'
import { env } from '#lib/env.ts'
import { readPublishingState } from '#lib/publishing-state.ts'
import { readReleaseCheck } from '#lib/release-check.ts'
import { readTargetFiles } from '#lib/targets-state.ts'
import { checkRelease } from '#pipelines/release/check.ts'
import { currentName, isCurrentLost, readCurrent } from '#pipelines/release/current.ts'
import { EXIT } from './exit-codes.ts'
import { howItRuns, type Running } from './how-it-runs.ts'
import { damagedLines, problemLines } from './problem-lines.ts'
import { shown } from './shown.ts'

/** Prints which release readers see, its condition, and how the installation runs. */
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
  const running = await howItRuns({ opens: false })
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
        ...running,
      }
    : { release: null, problems, guides: [], damaged, mended, targets, held, ...running }
  const alarms = 'alarms' in running ? running.alarms : []
  if (problems.length + damaged.length + late.length + alarms.length > 0 || held)
    process.exitCode = EXIT.attention
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
    `${[...lines, ...damagedLines(damaged), ...targets.map(targetWords), ...runningLines(running), ...history].join('\n')}\n`,
  )
}

/** The damage to report if a published release can't be found. */
async function lostRelease(dataDir: string): Promise<Damage[]> {
  if (await isCurrentLost(dataDir)) return [{ path: 'current', problem: 'is lost' }]
  return (await currentName(dataDir)) === null
    ? []
    : [{ path: '/manifest.json', problem: 'is lost or was altered' }]
}

/** How backups stand, where the worker makes them. */
const backupLines = (backup: Health['backup']): string[] =>
  backup === null
    ? ['Backups: none is made by itself. Set BACKUP_TO.']
    : [
        `Backups: ${backup.at === null ? 'none yet' : `the last good one is of ${backup.at}`}.${backup.problem === null ? '' : ` ${backup.problem}`}`,
      ]

/** Mail, scheduled work and what is wrong, one line each. */
function runningLines(running: Running): string[] {
  if ('unknown' in running) return [`Mail and scheduled work are not known: ${running.unknown}`]
  const { health, alarms } = running
  const { counts, dueSince, paused } = health.mail
  return [
    `Mail: ${counts.sent ?? 0} sent, ${counts.pending ?? 0} to be sent${dueSince === null ? '' : `, the first of them since ${dueSince}`}${paused ? '; digests are paused' : ''}.`,
    health.undone.length === 0
      ? 'Scheduled work: all done.'
      : `Scheduled work still to do for the current day, week or month: ${health.undone.join(', ')}.`,
    ...backupLines(health.backup),
    `Disk: ${(health.disk.free / 1e9).toFixed(1)} of ${(health.disk.size / 1e9).toFixed(1)} GB free.`,
    ...(health.watch.on ? [] : ['The watch is off: no link, quotation, date or register is checked.']),
    ...alarms.map(({ since, words }) => `Since ${since}: ${words}`),
  ]
}
