import { importQuickly } from '#lib/quick-imports.ts'

// As the command does: each file of tests is a process, and most load Payload.
importQuickly()
