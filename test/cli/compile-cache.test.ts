import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'recourse-compiled-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const help = (set: Record<string, string | undefined>) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['bin/recourse.mjs', '--help'], {
    encoding: 'utf8',
    env: { ...process.env, NODE_COMPILE_CACHE: undefined, ...set },
  })
  return { status, stdout, stderr }
}

describe('compiled code', () => {
  it('is kept between starts, in a folder of the project', () => {
    expect(help({}).status).toBe(0)
    const { stderr } = help({ NODE_DEBUG_NATIVE: 'COMPILE_CACHE' })
    expect(stderr).toContain(join('.cache', 'compiled'))
    expect(stderr).toMatch(/main\.ts.*(success|hit|accepted)/)
  })

  it('is not needed: where none can be kept, the command says the same', () => {
    const kept = help({ NODE_COMPILE_CACHE: join(folder, 'kept') })
    expect(kept).toMatchObject({ status: 0, stderr: '' })
    writeFileSync(join(folder, 'file'), '')
    expect(help({ NODE_COMPILE_CACHE: join(folder, 'file', 'x') })).toEqual(kept)
  })
})
