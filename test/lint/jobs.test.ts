import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { EACH, MAIL, REQUEST, SLOT } from '#worker/jobs/job.ts'
import { JOBS } from '#worker/jobs/list.ts'
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
