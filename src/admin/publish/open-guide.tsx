'use client'
import { Button, useDocumentInfo, useFormFields } from '@payloadcms/ui'
import { useRef } from 'react'
import { useChangeAndSave } from '../desk/save/use-change-and-save.ts'

/** Opens a guide that is whole: saves its place as a guide of its own, and leads to where that is submitted. */
export function OpenGuide() {
  const { hasSavePermission } = useDocumentInfo()
  const within = useRef<HTMLDivElement>(null)
  const save = useChangeAndSave(within)
  const building = useFormFields(([fields]) => fields.guide?.value === 'building')
  if (!building || !hasSavePermission) return null
  return (
    <div ref={within}>
      <Button
        id="guide-open"
        margin={false}
        onClick={() =>
          save(
            { guide: 'full' },
            { then: 'submit', values: { changeNote: 'The guide opens.', changeKind: 'change' } },
          )
        }
      >
        Open the guide
      </Button>
    </div>
  )
}
