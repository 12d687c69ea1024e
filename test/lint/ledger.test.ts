import { expect, it } from 'vitest'
import { ledgerText, readLedger } from '../support/ledger.ts'

it('the ledger of faults is read as it was written, also after it was formatted', () => {
  const when = '2026-11-29, 2 cores'
  const rows = [
    { file: 'test/faults/a.test.ts', test: 'a worker > is killed', result: 'passed', seconds: '12.3', when },
    { file: 'test/faults/b.test.ts', test: 'a disk > is full', result: 'failed', seconds: '4.0', when },
  ]
  const text = ledgerText(rows)
  expect(readLedger(text)).toEqual(rows)
  const formatted = text
    .replace('| test |', '| test                 |')
    .replace('| --- |', '| -------------------- |')
  expect(readLedger(formatted)).toEqual(rows)
})
