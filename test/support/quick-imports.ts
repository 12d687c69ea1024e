import { importQuickly } from '#lib/quick-imports.ts'
import { oncePerProcess } from './once-per-process.ts'

// As the command does: most files of tests load Payload.
oncePerProcess('quick-imports', importQuickly)
