'use client'
import { ReactSelect } from '@payloadcms/ui'
import type { UIFieldClientProps } from 'payload'
import { useEffect, useRef } from 'react'
import type { Kind } from '#domain/keys.ts'
import { LIMITS } from '#domain/text-rules.ts'
import { filledIn } from '#domain/content/cited-as.ts'
import { textOf } from '#domain/values.ts'
import { useClaimOptions } from '../fields/claims.tsx'
import { OfOriginal } from './of-original.tsx'
import { Said } from './said.tsx'
import { SourceChoice } from './source-choice.tsx'
import { useClaimAtCursor, type Cursor } from './use-claim-at-cursor.ts'
import { useCite, type CiteProblem } from './use-cite.ts'

/** The input of each field, by what a problem is about. */
const INPUTS: Record<CiteProblem['field'], string> = {
  source: 'cite-source',
  title: 'cite-title',
  supports: 'cite-supports',
}

/** Leads to the field, where somebody asked for the source of a claim by its mark. */
function useAskedFor(cursor: Cursor | null): void {
  useEffect(() => {
    if (!cursor?.asked) return
    const input = document.getElementById(INPUTS.source)
    input?.scrollIntoView({ block: 'center' })
    input?.focus({ preventScroll: true })
  }, [cursor])
}

/** A source for a claim in one field: its address or title, for the claim at the cursor. */
export function Cite({ kind, timeZone }: UIFieldClientProps & { kind: Kind; timeZone: string }) {
  const within = useRef<HTMLFieldSetElement>(null)
  const cursor = useClaimAtCursor(kind, within)
  useAskedFor(cursor)
  const claims = useClaimOptions(kind)
  const field = filledIn(kind)
  const options = field ? [...claims, { value: field.field, label: field.label }] : claims
  const state = useCite({ kind, timeZone, cursor })
  const { problem, known, cited, supports, support } = state
  useEffect(() => {
    if (problem) document.getElementById(INPUTS[problem.field])?.focus()
  }, [problem])
  return (
    <fieldset className="cite" ref={within}>
      <legend>Cite a source</legend>
      <div className="cite__fields">
        <SourceChoice
          text={state.text}
          near={state.near}
          complete={known || cited.url !== null}
          problem={problem?.field === 'source' ? problem.message : null}
          onText={state.type}
          onChoose={state.choose}
          onCite={state.cite}
        />
        <Title {...state} invalid={problem?.field === 'title'} />
        <div>
          <label htmlFor="cite-supports">For</label>
          <ReactSelect
            inputId="cite-supports"
            isMulti
            isClearable
            options={options}
            value={options.filter(({ value }) => supports.includes(value))}
            placeholder="Choose claims"
            onChange={(next) => support([next ?? []].flat().map((option) => textOf(option.value)))}
          />
        </div>
        <button type="button" id="cite-add" className="cite__add" disabled={state.busy} onClick={state.cite}>
          Cite
        </button>
      </div>
      <AtOnce {...state} />
      <OfOriginal
        timeZone={timeZone}
        busy={state.busy}
        claimsOf={({ supports: labels }) => {
          const named = options.filter(({ label, value }) => labels.includes(label) && state.isMeant(value))
          // A page that supports nothing here is not cited for its address alone.
          return named.some(({ value }) => value !== field?.field) ? named.map(({ value }) => value) : []
        }}
        labelOf={(claim) => options.find(({ value }) => value === claim)?.label ?? claim}
        cite={state.citeOriginal}
      />
      <Said {...state} claims={claims} from={cursor?.at ?? null} />
    </fieldset>
  )
}

type AtOnceProps = Pick<
  ReturnType<typeof useCite>,
  'text' | 'known' | 'cited' | 'busy' | 'without' | 'citeForAll' | 'fill' | 'citeAndFill'
>

/** Citing a page for more than the claim at the cursor. */
function AtOnce({ text, known, cited, busy, without, citeForAll, fill, citeAndFill }: AtOnceProps) {
  if (text === '' || (!known && cited.url === null)) return null
  return (
    <p className="cite__next">
      {without.length > 1 ? (
        <button type="button" id="cite-for-all" className="desk-link" disabled={busy} onClick={citeForAll}>
          {`Cite for all ${without.length} that have no source`}
        </button>
      ) : null}
      {fill?.field === 'url' ? (
        <button type="button" id="cite-and-fill" className="desk-link" disabled={busy} onClick={citeAndFill}>
          Cite, and fill in as its address
        </button>
      ) : null}
    </p>
  )
}

interface TitleProps extends Pick<ReturnType<typeof useCite>, 'title' | 'known' | 'retitle' | 'cite'> {
  invalid: boolean
}

/** The title of the source: its own if it is known, otherwise what a new one will have. */
const Title = ({ title, known, invalid, retitle, cite }: TitleProps) => (
  <div>
    <label htmlFor="cite-title">Its title, if it is new</label>
    <input
      id="cite-title"
      type="text"
      maxLength={LIMITS.line}
      autoComplete="off"
      readOnly={known}
      aria-invalid={invalid}
      aria-describedby="cite-said"
      value={title}
      onChange={(event) => retitle(event.target.value)}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
        event.preventDefault()
        cite()
      }}
    />
  </div>
)
