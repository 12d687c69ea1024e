import { env } from '#lib/env.ts'
import { checkRelease } from '#pipelines/release/check.ts'
import { isCurrentLost, readCurrent } from '#pipelines/release/current.ts'
import { ok, problem, warning, type Check } from './check.ts'

/** Files named at most. */
const NAMED = 5

/** Whether readers have what was published. */
export const releaseCheck: Check = {
  what: 'Release',
  look: async () => {
    const { dataDir } = env()
    const current = await readCurrent(dataDir)
    if (!current)
      return [
        (await isCurrentLost(dataDir))
          ? problem('The current release is lost. Start the server, or run “recourse publish --full”.')
          : warning('Nothing has been published yet.'),
      ]
    const { name, manifest } = current
    const damaged = await checkRelease(current)
    if (damaged.length > 0) {
      const files = damaged
        .slice(0, NAMED)
        .map(({ path, problem: what }) => `${path} ${what}`)
        .join(', ')
      const more = damaged.length > NAMED ? ` and ${damaged.length - NAMED} more` : ''
      return [problem(`Release ${name}: ${files}${more}. Run “recourse publish”.`)]
    }
    if (Date.parse(manifest.time) > Date.now())
      return [
        problem(`Release ${name} is of ${manifest.time}, which is to come: the clock is wrong, or was.`),
      ]
    return [ok(`${name} of ${manifest.time}: ${manifest.files.length} files, all as they were published.`)]
  },
}
