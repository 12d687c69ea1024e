// Preloaded into a process: records the modules it loads in the file named by NOTE_MODULES.
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
