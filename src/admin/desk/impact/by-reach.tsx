'use client'
import { Button, toast } from '@payloadcms/ui'
import { useState } from 'react'
import { counted, isToCheck, isTouched, type ImpactEntry, type LawChangeDesk } from '#domain/desk/impact.ts'
import { ImpactTable, type Ticks } from './impact-table.tsx'
import type { Flag } from './use-impact.ts'

/** The entries under a law change: those it concerns, those to be checked, and those it leaves alone. */
export function ByReach({ desk, flag }: { desk: LawChangeDesk; flag: Flag }) {
  const touched = desk.entries.filter(isTouched)
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
        />
      ) : null}
      <ToCheck desk={desk} flag={flag} />
      <Others entries={desk.entries} />
    </>
  )
}

/** Entries whose citations do not tell whether the change concerns them. */
function ToCheck({ desk, flag }: { desk: LawChangeDesk; flag: Flag }) {
  const entries = desk.entries.filter(isToCheck)
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set())
  const [busy, setBusy] = useState(false)
  if (entries.length === 0) return null
  const chosen = entries.flatMap(({ entry }) => (ticked.has(entry) ? [entry] : []))
  const ticks: Ticks = {
    ticked,
    tick: (entry, on) => setTicked((all) => new Set([...all, entry].filter((each) => on || each !== entry))),
  }
  const press = async (): Promise<void> => {
    setBusy(true)
    try {
      await flag(chosen)
      toast.success(`${counted(chosen.length, 'entry was', 'entries were')} flagged.`)
      setTicked(new Set())
    } catch (error) {
      toast.error(error instanceof Error ? error.message : String(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <section id="impact-to-check" aria-labelledby="impact-to-check-heading">
      <h3 id="impact-to-check-heading">To check: {counted(entries.length, 'entry', 'entries')}</h3>
      <p className="impact__hint">
        These cite the instrument without a provision, a larger part of it, or words that cannot be read as a
        provision. Open each, and flag those that the change concerns.
      </p>
      <ImpactTable
        entries={entries}
        caption="Entries to check"
        progress={false}
        ticks={desk.flag.allowed ? ticks : undefined}
      />
      {desk.flag.allowed ? (
        <Button
          size="medium"
          disabled={busy || chosen.length === 0}
          onClick={() => void press()}
          extraButtonProps={{ id: 'flag-chosen' }}
        >
          {chosen.length === 0 ? 'Flag those chosen' : `Flag ${counted(chosen.length, 'entry', 'entries')}`}
        </Button>
      ) : null}
    </section>
  )
}

/** Entries that rest on other provisions alone. */
export function Others({ entries }: { entries: readonly ImpactEntry[] }) {
  const others = entries.filter((entry) => !isTouched(entry) && !isToCheck(entry))
  if (others.length === 0) return null
  return (
    <details className="impact__others">
      <summary>{counted(others.length, 'entry rests', 'entries rest')} on other provisions alone</summary>
      <ImpactTable entries={others} caption="Entries that rest on other provisions" progress={false} />
    </details>
  )
}
