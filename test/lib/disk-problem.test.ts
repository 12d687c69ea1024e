import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { diskProblem } from '#lib/disk-problem.ts'

const coded = (code: string, more = {}) => Object.assign(new Error('told by the system'), { code, ...more })

describe('what is wrong with the disk is said in a sentence', () => {
  it.each([
    ['EROFS', 'The disk that holds /data/x can only be read. Make it writable, then try again.'],
    ['ENOSPC', 'The disk that holds /data/x is full. Make room, then try again.'],
    ['EACCES', 'This account may not use /data/x. Give it the right to read and write there.'],
    ['EIO', 'The disk that holds /data/x fails. Look at it before anything else is saved.'],
  ])('%s', (code, words) => {
    const error = coded(code, { path: '/data/x' })
    expect(diskProblem(error)?.message).toBe(words)
    expect(diskProblem(new Error('It failed.', { cause: error }))?.message).toBe(words)
    expect(diskProblem(coded(code, { address: '/data/x' }))?.message).toBe(words)
  })

  it('as the system tells it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'recourse-disk-'))
    writeFileSync(join(folder, 'data'), '')
    const error: unknown = await mkdir(join(folder, 'data', 'x')).catch((each: unknown) => each)
    expect(diskProblem(error)?.message).toContain('A file stands where a folder is needed')
    rmSync(folder, { recursive: true })
  })

  it('and of any other error nothing', () => {
    for (const error of [coded('EADDRINUSE'), new Error('A bug.'), 'text', null])
      expect(diskProblem(error)).toBeNull()
  })
})
