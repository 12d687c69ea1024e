'use client'
import { TextField, useDocumentInfo } from '@payloadcms/ui'
import type { TextFieldClientComponent } from 'payload'

/** A natural key: can be chosen for a new record, and is only shown afterwards. */
export const KeyField: TextFieldClientComponent = (props) => {
  const { id } = useDocumentInfo()
  return <TextField {...props} readOnly={id !== undefined} />
}
