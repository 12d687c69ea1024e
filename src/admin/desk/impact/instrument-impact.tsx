'use client'
import { useConfig } from '@payloadcms/ui'
import type { ReactNode } from 'react'
import { printDate } from '#domain/dates.ts'
import { isToCheck, isTouched, totalsInWords, type InstrumentDesk } from '#domain/desk/impact.ts'
import { Others } from './by-reach.tsx'
import { Followers } from './followers.tsx'
import { ImpactTable } from './impact-table.tsx'
import { LawChangeStatePill } from './law-change-state.tsx'

/** The entries, those that a change not yet saved concerns first. */
function Listed({ entries }: Pick<InstrumentDesk, 'entries'>) {
  const near = entries.filter((entry) => isTouched(entry) || isToCheck(entry))
  const sorted = near.sort((a, b) => Number(isToCheck(a)) - Number(isToCheck(b)))
  return (
    <>
      {sorted.length > 0 ? (
        <ImpactTable entries={sorted} caption="Entries that rest on the instrument" progress={false} />
      ) : null}
      <Others entries={entries} />
    </>
  )
}

/** What depends on an instrument, whether or not it has changed. */
export function InstrumentImpactList({
  desk: { entries, totals, subscribers, lawChanges },
  hint,
  showLawChanges,
}: {
  desk: InstrumentDesk
  hint?: ReactNode
  showLawChanges: boolean
}) {
  const { config } = useConfig()
  const all = `${config.routes.admin}/collections/law-changes`
  return (
    <>
      {entries.length > 0 && (
        <p className="impact__totals">
          <strong>{totalsInWords(totals)}</strong>
          <Followers n={subscribers} />
        </p>
      )}
      {hint && <p className="impact__hint">{hint}</p>}
      {entries.length === 0 ? (
        <p className="impact__hint">
          No entry rests on this instrument yet. Entries name it under “Law it rests on”.
        </p>
      ) : (
        <Listed entries={entries} />
      )}
      {showLawChanges && (
        <>
          <h3>What happened to it</h3>
          {lawChanges.length === 0 ? (
            <p className="impact__hint">
              Nothing is recorded. When it is amended, commenced, repealed or decided on,{' '}
              <a href={`${all}/create`}>record a law change</a>: it flags every entry above.
            </p>
          ) : (
            <ul className="impact__changes">
              {lawChanges.map(({ id, title, effectiveOn, state }) => (
                <li key={id}>
                  <a href={`${all}/${id}`}>{title}</a> <span>{printDate(effectiveOn)}</span>{' '}
                  <LawChangeStatePill state={state} />
                </li>
              ))}
            </ul>
          )}
        </>
      )}
    </>
  )
}
