import { env } from '#lib/env.ts'
import { Printer } from '#pipelines/pdf/printer.ts'
import { browserHere } from '#worker/publish/browser-here.ts'
import { ok, warning, type Check } from './check.ts'

const PAGE =
  '<!doctype html><html lang="en"><head><title>Trial</title></head><body><h1>Trial</h1><p>Police: 999</p></body></html>'

/** Prints a page, as publishing does. */
export const browserCheck: Check = {
  what: 'Browser',
  look: async () => {
    const path = await browserHere(env())
    const printer = await Printer.start(path)
    try {
      const print = await printer.print({ path: '/', html: PAGE, date: '2026-01-01' as never })
      const printed = ok(`${path} prints: ${print.byteLength} bytes.`)
      return process.getuid?.() === 0
        ? [
            printed,
            warning('It runs without its sandbox, because this is root. Use an account without rights.'),
          ]
        : [printed]
    } finally {
      await printer.close()
    }
  },
}
