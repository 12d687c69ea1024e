import { describe, expect, it, vi } from 'vitest'
import type { TestCase, TestModule } from 'vitest/node'
import { Limit } from '../support/limit.ts'

const stuck = { id: 'a', relativeModuleId: 'test/e2e/stuck.test.ts' } as TestModule
const ended = { id: 'b', relativeModuleId: 'test/e2e/ended.test.ts' } as TestModule

describe('the limit of a whole run', () => {
  it('ends the run and names what hangs, on a build server alone', async () => {
    const exit = vi.spyOn(process, 'exit').mockReturnValue(undefined as never)
    const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
    const runs = (ci: string): Limit => {
      vi.stubEnv('CI', ci)
      const limit = new Limit(0.001)
      limit.onInit()
      for (const module of [stuck, ended]) limit.onTestModuleStart(module)
      limit.onTestCaseReady({ module: stuck, fullName: 'opens a page' } as TestCase)
      limit.onTestModuleEnd(ended)
      return limit
    }
    try {
      runs('')
      runs('true').onTestRunEnd()
      runs('true')
      await vi.waitFor(() => expect(exit).toHaveBeenCalledExactlyOnceWith(1))
      expect(said.mock.calls.join('')).toContain('  test/e2e/stuck.test.ts > opens a page\n')
      expect(said.mock.calls.join('')).not.toContain('ended.test.ts')
      expect(exit).toHaveBeenCalledOnce()
    } finally {
      vi.unstubAllEnvs()
      vi.restoreAllMocks()
    }
  })
})
