import { describe, expect, it } from 'vitest'
import { start } from '../../scripts/checks.mjs'

const program = (code: string): Promise<{ ok: boolean; output: string }> =>
  start(process.execPath, ['-e', code]).done as Promise<{ ok: boolean; output: string }>

describe('a check that runs beside the tests', () => {
  it('fails where it ends with another code than 0, with all that it said, on either stream', async () => {
    const long = await program(
      `console.log('x'.repeat(300_000)); console.error('what is wrong'); process.exitCode = 2`,
    )
    expect(long.ok).toBe(false)
    expect(long.output.split('\n')).toEqual(['x'.repeat(300_000), 'what is wrong', ''])
  })

  it('is well where it ends with 0', async () => {
    expect(await program(`console.log('all well')`)).toEqual({ ok: true, output: 'all well\n' })
  })

  it('fails where it cannot be started, or is ended', async () => {
    const { ok, output } = (await start('/nowhere/npm', []).done) as { ok: boolean; output: string }
    expect([ok, output]).toEqual([false, expect.stringContaining('ENOENT')])
    const waiting = start(process.execPath, ['-e', 'setInterval(() => 0, 1000)'])
    waiting.stop('SIGTERM')
    expect((await waiting.done) as unknown).toEqual({ ok: false, output: '' })
  })
})
