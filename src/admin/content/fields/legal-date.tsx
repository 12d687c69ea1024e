'use client'
import { FieldDescription, FieldError, FieldLabel, useField } from '@payloadcms/ui'
import { mergeFieldStyles } from '@payloadcms/ui/shared'
import type { TextFieldClientComponent } from 'payload'
import { isLegalDate, printDate } from '#domain/dates.ts'

/** A day, entered with the browser's own date field and repeated in words. */
export const LegalDateField: TextFieldClientComponent = ({ field, path, readOnly }) => {
  const { value, setValue, showError, errorMessage } = useField<string>({ path })
  const id = `field-${path.replace(/\./g, '__')}`
  return (
    <div
      className={['field-type', 'text', 'legal-date', showError && 'error'].filter(Boolean).join(' ')}
      style={mergeFieldStyles(field)}
    >
      <FieldLabel label={field.label} required={field.required} path={path} />
      <div className="field-type__wrap">
        <FieldError path={path} showError={showError} message={errorMessage} />
        <input
          id={id}
          name={path}
          type="date"
          max="9999-12-31"
          value={value ?? ''}
          disabled={readOnly}
          aria-describedby={`${id}-words`}
          onChange={(event) => setValue(event.target.value === '' ? null : event.target.value)}
        />
      </div>
      <p id={`${id}-words`} className="legal-date__words">
        {value && isLegalDate(value) ? printDate(value) : ''}
      </p>
      {field.admin?.description ? (
        <FieldDescription description={field.admin.description} path={path} />
      ) : null}
    </div>
  )
}
