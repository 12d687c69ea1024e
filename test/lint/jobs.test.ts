import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { EACH, MAIL, REQUEST, SLOT } from '#worker/jobs/job.ts'
import type { Context } from '#worker/context.ts'
import { JOBS, SLOT_JOBS } from '#worker/jobs/list.ts'
import { slotKey } from '#worker/jobs/slot-key.ts'
import { KINDS, STOPPED_ELSEWHERE } from '../support/kinds-of-work.ts'

const named = (names: Iterable<string>): string[] => [...names].sort()

describe('the list of jobs', () => {
  it('names each once, with what it claims', () => {
    expect(new Set(JOBS.map(({ name }) => name)).size).toBe(JOBS.length)
    for (const job of JOBS) {
      expect(job.lease.includes(SLOT), job.name).toBe('cron' in job)
      if (job.lease.includes(REQUEST)) expect('requested' in job, job.name).toBe(true)
      expect(job.lease.includes(EACH), job.name).toBe('each' in job)
      expect(job.lease.includes(MAIL), job.name).toBe('opens' in job)
      expect(job.lease.length === 0, job.name).toBe('atStart' in job)
    }
  })

  it.each(SLOT_JOBS.map((job) => [job.name, job] as const))(
    'makes the slot of %s due at its time and not before, also for a worker that looks for what was missed',
    (_name, job) => {
      const [minute = '', hour = '', dayOfMonth, , weekday] = job.cron.split(' ')
      const zone = 'America/St_Johns'
      const keyAt = (at: number): string =>
        slotKey({ clock: { now: () => new Date(at) }, env: { siteTimeZone: zone } } as Context, job)
      const begun: string[] = []
      const from = Date.parse('2026-11-16T12:00:00Z')
      for (let at = from; at < from + 21 * 86_400_000; at += 60_000)
        if (keyAt(at) !== keyAt(at - 60_000))
          begun.push(
            new Date(at).toLocaleString('en-GB', {
              timeZone: zone,
              weekday: 'short',
              day: 'numeric',
              hour: '2-digit',
              minute: '2-digit',
            }),
          )
      const time = `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}`
      expect(begun.filter((each) => !each.endsWith(time))).toEqual([])
      if (weekday === '1') expect(begun.map((each) => each.slice(0, 3))).toEqual(['Mon', 'Mon', 'Mon'])
      else expect(begun).toHaveLength(dayOfMonth === '1' ? 1 : 21)
    },
  )

  it('has no job that is not stopped in the midst by a test', () => {
    expect(named([...new Set(KINDS.map(({ job }) => job)), ...Object.keys(STOPPED_ELSEWHERE)])).toEqual(
      named(JOBS.map(({ name }) => name)),
    )
    for (const [name, elsewhere] of Object.entries(STOPPED_ELSEWHERE)) {
      const job = JOBS.find((each) => each.name === name)
      if (elsewhere === null) expect(job?.lease, name).toEqual([])
      else
        for (const test of elsewhere.tests)
          expect(readFileSync(elsewhere.file, 'utf8'), name).toContain(`it('${test}'`)
    }
  })
})
