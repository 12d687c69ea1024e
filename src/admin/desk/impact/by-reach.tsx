'use client'
import { useState } from 'react'
import {
  counted,
  isLeftOut,
  isTickable,
  isToCheck,
  isTouched,
  type ImpactEntry,
  type LawChangeDesk,
} from '#domain/desk/impact.ts'
import { ChosenEntries } from './chosen-entries.tsx'
import { ImpactTable, type Ticks } from './impact-table.tsx'
import type { ImpactActs } from './use-impact.ts'

/** The entries under a law change: those it concerns, those to be checked, and those it leaves alone. */
export function ByReach({ desk, acts }: { desk: LawChangeDesk; acts: ImpactActs }) {
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set())
  const ticks: Ticks | undefined = desk.flag.allowed
    ? {
        ticked,
        tick: (entry, on) =>
          setTicked((all) => new Set([...all, entry].filter((each) => on || each !== entry))),
      }
    : undefined
  const touched = desk.entries.filter(isTouched)
  const chosen = desk.entries.filter((entry) => ticked.has(entry.entry) && isTickable(entry))
  return (
    <>
      {touched.length > 0 ? (
        <ImpactTable
          entries={touched}
          caption={
            desk.provisions ? `Entries that cite ${desk.provisions}` : 'Entries that rest on the instrument'
          }
          progress
          lawChange={desk.id}
          ticks={ticks}
        />
      ) : null}
      <ToCheck entries={desk.entries.filter(isToCheck)} ticks={ticks} />
      <LeftOutEntries entries={desk.entries.filter(isLeftOut)} ticks={ticks} />
      <Others entries={desk.entries} />
      {ticks ? <ChosenEntries chosen={chosen} acts={acts} onDone={() => setTicked(new Set())} /> : null}
    </>
  )
}

interface GroupProps {
  entries: readonly ImpactEntry[]
  ticks: Ticks | undefined
}

/** Entries whose citations do not tell whether the change concerns them. */
function ToCheck({ entries, ticks }: GroupProps) {
  if (entries.length === 0) return null
  return (
    <section id="impact-to-check" aria-labelledby="impact-to-check-heading">
      <h3 id="impact-to-check-heading">To check: {counted(entries.length, 'entry', 'entries')}</h3>
      <p className="impact__hint">
        These cite the instrument without a provision, a larger part of it, or words that cannot be read as a
        provision. Open each, and flag those that the change concerns; leave out the others, with a reason.
      </p>
      <ImpactTable entries={entries} caption="Entries to check" progress={false} ticks={ticks} />
    </section>
  )
}

/** Entries that somebody left out, each with the reason. */
function LeftOutEntries({ entries, ticks }: GroupProps) {
  if (entries.length === 0) return null
  return (
    <details className="impact__others" id="impact-left-out">
      <summary>{counted(entries.length, 'entry', 'entries')} left out</summary>
      <ImpactTable entries={entries} caption="Entries left out of the law change" progress ticks={ticks} />
    </details>
  )
}

/** Entries that rest on other provisions alone. */
export function Others({ entries }: { entries: readonly ImpactEntry[] }) {
  const others = entries.filter((entry) => entry.flag === null && entry.reach === 'apart')
  if (others.length === 0) return null
  return (
    <details className="impact__others">
      <summary>{counted(others.length, 'entry rests', 'entries rest')} on other provisions alone</summary>
      <ImpactTable entries={others} caption="Entries that rest on other provisions" progress={false} />
    </details>
  )
}
