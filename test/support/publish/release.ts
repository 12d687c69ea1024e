import { readFileSync, readlinkSync } from 'node:fs'
import { join } from 'node:path'
import { sha256 } from '#domain/hash.ts'
import type { Manifest } from '#pipelines/release/manifest.ts'

/** The problems of the current release: every file is compared with its manifest. Empty when it is intact. */
export function releaseProblems(dataDir: string): string[] {
  const folder = join(dataDir, readlinkSync(join(dataDir, 'current')))
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Manifest
  const heads = readFileSync(`${folder}.heads.json`, 'utf8')
  const problems = sha256(heads) === manifest.heads ? [] : ['heads']
  for (const { path, sha256: expected, brotli } of manifest.files) {
    if (sha256(readFileSync(join(folder, path))) !== expected) problems.push(path)
    if (sha256(readFileSync(join(folder, `${path}.br`))) !== brotli.sha256) problems.push(`${path}.br`)
  }
  return problems
}

export const currentRelease = (dataDir: string): string => readlinkSync(join(dataDir, 'current'))
