// Preloaded into a process: notes in the file that NOTE_MODULES names which modules it has loaded.
import { writeFileSync } from 'node:fs'
import { registerHooks } from 'node:module'

const loaded = new Set()
registerHooks({
  load(url, context, next) {
    loaded.add(url)
    return next(url, context)
  },
})
process.on('exit', () => writeFileSync(process.env.NOTE_MODULES, [...loaded].join('\n')))
