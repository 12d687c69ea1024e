// Publishes a small release in a process of its own, which a preload may kill:
// `node publish-small-process.ts <data> <words of the guide>`.
import { publishSmall, SMALL_SITE } from './signed-release.ts'

const [dataDir = '', words = ''] = process.argv.slice(2)
await publishSmall(dataDir, words, { site: { ...SMALL_SITE, 'guides/testland/index.html': words } })
