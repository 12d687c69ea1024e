import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { describe, expect, it } from 'vitest'
import { ALARM_RULES } from '#domain/health.ts'
import { METRIC_NAMES } from '#worker/health/metrics.ts'

interface Rule {
  alert: string
  expr: string
  for?: string
}

const { groups } = parse(readFileSync('deploy/prometheus/alerts.yml', 'utf8')) as {
  groups: { name: string; rules: Rule[] }[]
}
const rulesOf = (group: string): Rule[] => groups.find(({ name }) => name === group)?.rules ?? []

/** Milliseconds of a duration as Prometheus writes it. */
const UNITS: Record<string, number> = { m: 60_000, h: 3_600_000, d: 86_400_000 }
const lasting = (text = '0m'): number => Number(text.slice(0, -1)) * (UNITS[text.slice(-1)] ?? NaN)

describe('the alerts for Prometheus', () => {
  it('are those that administrators are told of by mail, after the same time', () => {
    expect(rulesOf('recourse').map((rule) => [rule.alert, lasting(rule.for)])).toEqual(
      ALARM_RULES.map((rule) => [rule.name, rule.lasting]),
    )
  })

  it('ask for metrics that there are', () => {
    const asked = groups.flatMap(({ rules }) =>
      rules.flatMap(({ expr }) => expr.match(/recourse_\w+/g) ?? []),
    )
    expect(asked.length).toBeGreaterThan(10)
    const known = [...METRIC_NAMES, 'recourse_lease_losses_total']
    expect(asked.filter((name) => !known.includes(name))).toEqual([])
  })
})
