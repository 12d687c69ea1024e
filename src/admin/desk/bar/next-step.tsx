'use client'
import { Button, useDocumentInfo } from '@payloadcms/ui'
import { WORKING_COPIES_OF } from '#domain/content/collections.ts'
import type { EntryPlace } from '#admin/use-entry.ts'
import { ACTION_FORMS, type FormAction } from '../actions/actions.ts'
import { saveFirst } from '../save/after-save.ts'
import type { Next } from './next-action.ts'

/** Saves the form, and opens the form of a submission once that is done. */
const SaveAndSubmit = () => (
  <Button
    id="desk-next"
    type="button"
    buttonStyle="secondary"
    margin={false}
    onClick={({ currentTarget }) => saveFirst(currentTarget, { then: 'submit' })}
  >
    Save and submit
  </Button>
)

const ENTRIES: ReadonlySet<string | undefined> = new Set(Object.values(WORKING_COPIES_OF))

/** The next action of an entry that was never saved. */
export function FirstStep() {
  const { collectionSlug, id } = useDocumentInfo()
  return id === undefined && ENTRIES.has(collectionSlug) ? <SaveAndSubmit /> : null
}

interface NextStepProps {
  entry: EntryPlace
  next: Next
  /** True if there are unsaved changes: what comes next is about what is saved. */
  modified: boolean
  onOpen: (action: FormAction) => void
}

/** The next action. */
export function NextStep({ entry, next, modified, onOpen }: NextStepProps) {
  if (next.action === 'review')
    return (
      <Button
        el="link"
        to={`${entry.screen}/review`}
        id="desk-next"
        buttonStyle={next.loud ? 'primary' : 'secondary'}
        margin={false}
      >
        Review
      </Button>
    )
  if (modified) return <SaveAndSubmit />
  const { action } = next
  return (
    <Button
      id="desk-next"
      buttonStyle={next.loud ? 'primary' : 'secondary'}
      margin={false}
      onClick={() => onOpen(action)}
    >
      {ACTION_FORMS[action].title}
    </Button>
  )
}
