import type { Reporter, TestCase, TestModule } from 'vitest/node'

/**
 * Minutes for a whole run on a build server, which ends a longer one without a word: it gives a job 90, set-up
 * included.
 */
export const LIMIT = 82

/** Ends a run that takes too long on a build server, and names what was running: a hang is found by its name. */
export class Limit implements Reporter {
  readonly #minutes: number
  readonly #running = new Map<string, string>()
  #timer: NodeJS.Timeout | undefined

  constructor(minutes: number) {
    this.#minutes = minutes
  }

  onInit(): void {
    if (!process.env.CI) return
    this.#timer = setTimeout(() => {
      process.stderr.write(`\nNot ended after ${this.#minutes} minutes. This was running:\n${this.#said()}`)
      process.exit(1)
    }, this.#minutes * 60_000).unref()
  }

  onTestModuleStart({ id, relativeModuleId }: TestModule): void {
    this.#running.set(id, relativeModuleId)
  }

  onTestCaseReady({ module, fullName }: TestCase): void {
    this.#running.set(module.id, `${module.relativeModuleId} > ${fullName}`)
  }

  onTestModuleEnd({ id }: TestModule): void {
    this.#running.delete(id)
  }

  onTestRunEnd(): void {
    clearTimeout(this.#timer)
  }

  /** What is running, one line each. */
  #said(): string {
    return [...this.#running.values()].map((name) => `  ${name}\n`).join('')
  }
}
