'use client'
import { TextField, useDocumentInfo } from '@payloadcms/ui'
import type { TextFieldClientComponent } from 'payload'

/** A natural key: editable in a new record, read-only afterwards. */
export const KeyField: TextFieldClientComponent = (props) => {
  const { id } = useDocumentInfo()
  return <TextField {...props} readOnly={id !== undefined} />
}
