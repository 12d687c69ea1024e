'use client'
import { Button, useFormFields } from '@payloadcms/ui'
import { useRef } from 'react'
import { isUncheckedCopy, noteOfChecked } from '#domain/content/copied.ts'
import { CONFIDENCES } from '#domain/content/legal-status.ts'
import { textOf } from '#domain/values.ts'
import { useChangeAndSave } from '../save/use-change-and-save.ts'

const LEVELS = Object.keys(CONFIDENCES) as (keyof typeof CONFIDENCES)[]

/** Above the form of a copy that nobody has checked: saying that one has, and how sure one is. */
export function CheckedCopy() {
  const note = useFormFields(([fields]) => textOf(fields.editorNote?.value))
  const within = useRef<HTMLElement>(null)
  const save = useChangeAndSave(within)
  if (!isUncheckedCopy(note)) return null
  return (
    <section
      className="desk-notice desk-notice--warning copy-checked"
      id="copy-checked"
      aria-labelledby="copy-checked-title"
      ref={within}
    >
      <p>
        <strong id="copy-checked-title">This is a copy, and to be checked.</strong> Compare every word with
        sources of its own, and cite these. Then say how sure you are: it is saved without this mark, and
        leads to the next entry of the guide, or to its submission.
      </p>
      <div className="copy-checked__levels" role="group" aria-labelledby="copy-checked-ask">
        <span id="copy-checked-ask">I have checked every word. Confidence:</span>
        {LEVELS.map((level) => (
          <Button
            key={level}
            id={`copy-checked-${level}`}
            size="medium"
            buttonStyle="secondary"
            margin={false}
            onClick={() =>
              save({ confidence: level, editorNote: noteOfChecked(note) }, { then: 'next-in-guide' })
            }
          >
            {CONFIDENCES[level]}
          </Button>
        ))}
      </div>
    </section>
  )
}
