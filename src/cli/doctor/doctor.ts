import { EXIT } from '../exit-codes.ts'
import { plainly } from '../plainly.ts'
import { shown } from '../shown.ts'
import { problem, type Check, type Finding } from './check.ts'
import { CHECKS } from './checks.ts'

const MARKS: Record<Finding['state'], string> = { ok: '✓', warning: '!', problem: '✗' }

async function found(check: Check): Promise<Finding[]> {
  try {
    return await check.look()
  } catch (error) {
    return [problem(plainly(error as Error).message)]
  }
}

/** Looks at everything an installation needs, and prints what it finds. */
export async function doctor({ json }: { json: boolean }): Promise<void> {
  const all: { what: string; findings: Finding[] }[] = []
  for (const check of CHECKS) {
    const findings = await found(check)
    all.push({ what: check.what, findings })
    if (json) continue
    const lines = findings.map(({ state, words }) => `  ${MARKS[state]} ${shown(words)}`)
    process.stdout.write(`${[check.what, ...lines].join('\n')}\n`)
  }
  if (json) process.stdout.write(`${JSON.stringify({ checks: all })}\n`)
  if (all.some(({ findings }) => findings.some(({ state }) => state === 'problem')))
    process.exitCode = EXIT.attention
}
