import { execFile } from 'node:child_process'
import { existsSync, watch, type FSWatcher } from 'node:fs'
import { resolve } from 'node:path'

const COMPILER = resolve('scripts/templates.mjs')
const TEMPLATES = resolve('templates')

/** Milliseconds within which an editor has written all files of one save. */
const SETTLED = 60

/** The message of the error that ended the compiler. */
const problemIn = (said: string): string => said.split(/^\w*Error: /m)[1]?.split(/\n\s+at /)[0] ?? said

/** Compiles the templates. @returns what is wrong with them, with file and line; null where nothing is. */
const compile = (): Promise<string | null> =>
  new Promise((done) =>
    execFile(process.execPath, [COMPILER], (error, _out, said) => done(error ? problemIn(said) : null)),
  )

/** Watches templates, styles and words, and compiles them after each save. An installation without the compiler has none to work on. */
export class Templates {
  readonly #changed: () => void
  #watcher: FSWatcher | null = null
  #soon: NodeJS.Timeout | undefined
  #work: Promise<void> = Promise.resolve()
  /** What is wrong with them as they were last saved. */
  problem: string | null = null

  constructor(changed: () => void) {
    this.#changed = changed
  }

  async start(): Promise<void> {
    if (!existsSync(COMPILER)) return
    this.problem = await compile()
    this.#watcher = watch(TEMPLATES, { recursive: true }, (_event, name) => {
      if (name === null || name === 'compiled.js' || !/\.(hbs|css|js|ts)$/.test(name)) return
      clearTimeout(this.#soon)
      this.#soon = setTimeout(() => {
        this.#work = this.#work.then(async () => {
          this.problem = await compile()
          this.#changed()
        })
      }, SETTLED)
    })
  }

  async close(): Promise<void> {
    clearTimeout(this.#soon)
    this.#watcher?.close()
    await this.#work
  }
}
