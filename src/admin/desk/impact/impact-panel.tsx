'use client'
import { useConfig, useDocumentInfo, useFormFields, useFormModified } from '@payloadcms/ui'
import type { ComponentProps } from 'react'
import { isLegalDate, printDate } from '#domain/dates.ts'
import { isTouched, type InstrumentDesk, type LawChangeDesk } from '#domain/desk/impact.ts'
import { idOf, textOf } from '#domain/values.ts'
import { NotRead } from '../actions/not-read.tsx'
import { InstrumentImpactList } from './instrument-impact.tsx'
import { LawChangeProgress } from './law-change-progress.tsx'
import { SaveAndFlag, useFlagAfterSave } from './save-and-flag.tsx'
import { useImpact, type Subject } from './use-impact.ts'
import { useSettled } from './use-settled.ts'
import { useSuggestedTitle } from './use-suggested-title.ts'

const Unread = (props: Pick<ComponentProps<typeof NotRead>, 'refusal' | 'onAgain'>) => (
  <NotRead id="impact-unread-desk" words="What rests on it could not be read." {...props} />
)

/** Which provisions change, as typed. */
const useTypedProvisions = (): string => useFormFields(([fields]) => textOf(fields.provisions?.value))

/** What a law change would flag once saved: shown as soon as an instrument is chosen. */
function OfInstrument({ id, unsaved }: { id: string; unsaved: 'new' | 'moved' | null }) {
  const { lastUpdateTime } = useDocumentInfo()
  const typed = useTypedProvisions()
  const settled = useSettled(unsaved ? typed : '')
  const { desk, refusal, lookAgain } = useImpact<InstrumentDesk>(
    { collection: 'instruments', id, provisions: settled },
    lastUpdateTime,
  )
  useSuggestedTitle(unsaved === 'new' ? (desk?.title ?? null) : null, settled)
  if (refusal) return <Unread refusal={refusal} onAgain={lookAgain} />
  if (!desk) return <p className="impact__hint">Looking for what rests on it …</p>
  const touched = desk.entries.filter(isTouched).length
  const hint =
    unsaved &&
    (touched > 0
      ? 'Each entry that it concerns shows the flag until somebody has dealt with it.'
      : 'Save first: then you can flag those below that it concerns.')
  return (
    <>
      {unsaved && touched > 0 ? <SaveAndFlag n={touched} /> : null}
      <InstrumentImpactList desk={desk} hint={desk.entries.length > 0 && hint} showLawChanges={!unsaved} />
    </>
  )
}

function OfLawChange({ id, chosen }: { id: string; chosen: string | null }) {
  const { lastUpdateTime } = useDocumentInfo()
  const modified = useFormModified()
  const typed = useTypedProvisions().trim()
  const subject: Subject = { collection: 'law-changes', id }
  const { desk, refusal, lookAgain, acts } = useImpact<LawChangeDesk>(subject, lastUpdateTime)
  useFlagAfterSave(acts.flag)
  const unread = <Unread refusal={refusal} onAgain={lookAgain} />
  if (!desk) return refusal ? unread : <p className="impact__hint">Looking …</p>
  const same = typed === (desk.provisions ?? '')
  // Once entries are flagged, their progress stays in sight whatever is typed.
  const begun = desk.entries.some(({ flag }) => flag !== null)
  if (modified && chosen && (chosen !== desk.instrument || !(same || begun)))
    return <OfInstrument id={chosen} unsaved="moved" />
  return (
    <>
      {unread}
      <LawChangeProgress
        desk={desk}
        acts={acts}
        saveFirst={modified ? <SaveAndFlag n={same ? desk.unflagged : null} /> : null}
      />
    </>
  )
}

/** The whole site as readers will see it on the day the change takes force. */
function SiteThen() {
  const { config } = useConfig()
  const day = useFormFields(([fields]) => fields.effectiveOn?.value)
  if (typeof day !== 'string' || !isLegalDate(day)) return null
  return (
    <p className="impact__hint impact__then">
      <a href={`${config.routes.api}/preview/as-of/${day}/`} target="_blank" rel="noreferrer">
        See the site on {printDate(day)}
      </a>{' '}
      with everything that is approved and due by then.
    </p>
  )
}

/** Every entry and claim that depends on an instrument, what to do about each, and its progress. */
export function ImpactPanel() {
  const { id, collectionSlug } = useDocumentInfo()
  const field = useFormFields(([fields]) => fields.instrument?.value)
  const chosen = idOf(field)
  const own = idOf(id)
  const onInstrument = collectionSlug === 'instruments'
  return (
    <section className="field-type impact" aria-labelledby="impact-heading">
      <h2 id="impact-heading" tabIndex={-1}>
        What rests on it
      </h2>
      {onInstrument ? (
        own ? (
          <OfInstrument id={own} unsaved={null} />
        ) : (
          <p className="impact__hint">Once it is saved, entries can name it under “Law it rests on”.</p>
        )
      ) : own ? (
        <OfLawChange id={own} chosen={chosen} />
      ) : chosen ? (
        <OfInstrument id={chosen} unsaved="new" />
      ) : (
        <p className="impact__hint">Choose the instrument, and everything that rests on it appears here.</p>
      )}
      {!onInstrument && <SiteThen />}
    </section>
  )
}
