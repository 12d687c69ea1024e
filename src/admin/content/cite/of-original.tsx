'use client'
import { useForm, useFormFields } from '@payloadcms/ui'
import {
  originalSourcesIn,
  withoutSourceLine,
  type OriginalSource,
} from '#domain/content/original-sources.ts'
import { dayIn } from '#domain/dates.ts'
import { textOf } from '#domain/values.ts'
import { listed } from '#admin/words.ts'
import { useOpenedToday } from './opened-today.ts'

type Line = ReturnType<typeof originalSourcesIn>[number]

interface Props {
  timeZone: string
  busy: boolean
  /** The ids of what a source was cited for, as far as this entry has it. */
  claimsOf: (source: OriginalSource) => string[]
  /** The label of a claim. */
  labelOf: (claim: string) => string
  /** Cites it. @returns whether that was possible. */
  cite: (source: OriginalSource, claims: readonly string[]) => Promise<boolean>
}

/**
 * The sources of the entry from which this was copied. Nobody has checked them for this one: each is cited by whoever has
 * opened it, and says that it supports the same here.
 */
export function OfOriginal({ timeZone, busy, claimsOf, labelOf, cite }: Props) {
  const note = useFormFields(([fields]) => textOf(fields.editorNote?.value))
  const { dispatchFields, getFields } = useForm()
  const { isOpened, open } = useOpenedToday(dayIn(timeZone, new Date()))
  const lines = originalSourcesIn(note)
  if (lines.length === 0) return null
  // What is cited is not among the unchecked any more.
  const citeOnce = async (line: Line, claims: readonly string[]): Promise<void> => {
    if (!(await cite(line, claims))) return
    const value = withoutSourceLine(textOf(getFields().editorNote?.value), line.line)
    dispatchFields({ type: 'UPDATE', path: 'editorNote', value })
  }
  return (
    <section className="cite__original" aria-labelledby="cite-original-title">
      <h4 id="cite-original-title">Sources of the original</h4>
      <p>Open each. Cite it for what it says of this place, too.</p>
      <ul>
        {lines.map((line, index) => {
          const claims = claimsOf(line)
          return (
            <li key={`${index} ${line.line}`}>
              <a
                href={line.url}
                target="_blank"
                rel="noopener noreferrer"
                onClick={() => open(line.url)}
                onAuxClick={() => open(line.url)}
              >
                {line.title}
                <span className="desk-sr"> (opens in a new tab)</span>
              </a>
              {line.pinpoint ? `, ${line.pinpoint}` : ''}{' '}
              {claims.length > 0 ? (
                <button
                  type="button"
                  className="desk-link"
                  disabled={busy || !isOpened(line.url)}
                  onClick={() => void citeOnce(line, claims)}
                >
                  {`Cite for ${listed(claims.map(labelOf))}`}
                  <span className="desk-sr">: {line.title}</span>
                </button>
              ) : null}
            </li>
          )
        })}
      </ul>
    </section>
  )
}
