import type { LegalDate } from '#domain/dates.ts'
import { listen } from '../serve/server.ts'
import { stopSignal } from '../stop-signal.ts'
import { PreviewServer } from './server.ts'
import { PreviewedSite } from './site.ts'
import { Source } from './source.ts'
import { Templates } from './templates.ts'

/** Never another: what is not published is for this machine alone. */
const HOST = '127.0.0.1'

/** Milliseconds between two looks at what was saved. */
const LOOKS = 500

export interface PreviewOptions {
  asOf: LegalDate | null
  workingCopies: boolean
  port: number
}

const wordsOf = ({ asOf, workingCopies }: PreviewOptions): string => {
  const what = workingCopies ? 'Working copies as saved, approved or not' : 'What is live'
  return `Preview. ${what}${asOf ? `, as of ${asOf}` : ''}. Not published.`
}

/** Serves a preview until it is told to stop. */
export async function preview(options: PreviewOptions): Promise<void> {
  const stopped = stopSignal()
  const source = new Source(options)
  const site = new PreviewedSite(`http://${HOST}:${options.port}`)
  const templates = new Templates(() => {
    site.renew()
    server.changed()
  })
  const server = new PreviewServer({
    file: (path) => site.file(path),
    problem: () => templates.problem,
    banner: wordsOf(options),
  })
  const say = (text: string): void => void process.stdout.write(`${text}\n`)
  const look = async (): Promise<void> => {
    const found = await source.read()
    if (!found) return
    for (const problem of found.problems) say(problem)
    site.show(found)
    server.changed()
  }
  await Promise.all([look(), templates.start()])
  const port = await listen(server.server, { host: HOST, port: options.port })
  say(`${wordsOf(options)}\nhttp://${HOST}:${port}/`)
  const end = new AbortController()
  const looking = looks(look, end.signal)
  await stopped
  end.abort()
  await Promise.all([looking, templates.close(), server.close()])
  await Promise.all([site.close(), source.close()])
}

/** Looks again and again; a look that fails is reported once, and the next may work. */
async function looks(look: () => Promise<void>, signal: AbortSignal): Promise<void> {
  let last = ''
  while (!signal.aborted) {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, LOOKS)
      signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true })
    })
    if (signal.aborted) return
    try {
      await look()
      last = ''
    } catch (error) {
      const { message } = error as Error
      if (message !== last) process.stderr.write(`${message}\n`)
      last = message
    }
  }
}
