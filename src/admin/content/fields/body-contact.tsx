'use client'
import { FieldError, FieldLabel, ReactSelect, useField, useFormFields } from '@payloadcms/ui'
import { mergeFieldStyles } from '@payloadcms/ui/shared'
import type { TextFieldClientComponent } from 'payload'
import { CONTACT_KINDS, type ContactKind } from '#domain/content/contacts.ts'
import { useRecord } from '../../use-record.ts'

interface Body extends Record<string, unknown> {
  name: string
  contacts?: { key: string; kind: ContactKind; printed: string }[]
}

/** A contact of the body chosen in the same row. */
export const BodyContactField: TextFieldClientComponent = ({ field, path, readOnly }) => {
  const { value, setValue, showError, errorMessage } = useField<string>({ path })
  const bodyPath = path.replace(/contact$/, 'body')
  const bodyId = useFormFields(([fields]) => fields[bodyPath]?.value)
  const body = useRecord<Body>('bodies', bodyId)
  const options = (body?.contacts ?? []).map(({ key, kind, printed }) => ({
    value: key,
    label: `${CONTACT_KINDS[kind]}: ${printed}`,
  }))
  const chosen = options.find((option) => option.value === value)
  return (
    <div
      className={['field-type', 'select', showError && 'error'].filter(Boolean).join(' ')}
      style={mergeFieldStyles(field)}
    >
      <FieldLabel label={field.label} required={field.required} path={path} />
      <div className="field-type__wrap">
        <FieldError path={path} showError={showError} message={errorMessage} />
        <ReactSelect
          inputId={`field-${path.replace(/\./g, '__')}`}
          disabled={(readOnly ?? false) || !body}
          options={options}
          value={chosen}
          placeholder={
            body
              ? options.length > 0
                ? 'Choose a contact'
                : 'This body has no contacts yet'
              : 'Choose the body first'
          }
          onChange={(next) => setValue((next as { value?: string } | null)?.value ?? null)}
        />
      </div>
    </div>
  )
}
