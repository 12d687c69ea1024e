import type { Reporter, TestModule } from 'vitest/node'

/**
 * How often a test of a browser or of a killed process is tried again: once on a build server, whose other work can
 * starve it, and never on a desk.
 */
const AGAIN = process.env.CI ? 1 : 0

/** A test that took all its time hangs: once more would only take as long again. */
export const AGAIN_UNLESS_IT_HANGS = { count: AGAIN, condition: /^(?!Test timed out)/ }

/** Names what passed only when it was tried again, with its first error, so that nobody takes it for sound. */
export class TriedAgain implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const lines = modules
      .flatMap((module) => [...module.children.allTests()])
      .filter((test) => test.diagnostic()?.flaky)
      .flatMap((test) => [
        `${test.module.relativeModuleId} > ${test.fullName}`,
        ...(test.result().errors ?? []).map(({ message }) => `  ${message.split('\n', 1)[0]}`),
      ])
    if (lines.length > 0)
      process.stdout.write(`\nPassed only when tried again:\n${lines.map((line) => `  ${line}\n`).join('')}`)
  }
}
