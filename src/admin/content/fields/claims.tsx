'use client'
import { FieldDescription, FieldError, FieldLabel, ReactSelect, useField } from '@payloadcms/ui'
import type { TextFieldClientProps } from 'payload'
import { claimName } from '#domain/content/claim-names.ts'
import { CLAIM_LISTS, ROW_CLAIMS } from '#domain/content/fields.ts'
import type { Kind } from '#domain/keys.ts'
import { textOf } from '#domain/values.ts'
import { useColumn } from './form-rows.ts'

type Option = { value: string; label: string }

const TITLES = { steps: 'title', sections: 'heading' } as const

/** The claims an entry can make, given its form. */
export function useClaimOptions(kind: Kind): Option[] {
  const rows = ROW_CLAIMS[kind]
  const keys = useColumn(rows ?? 'steps', 'key')
  const titles = useColumn(rows ?? 'steps', rows ? TITLES[rows] : 'title')
  const listed = CLAIM_LISTS[kind].map(({ id, label }) => ({ value: id, label }))
  if (!rows) return listed
  return [
    ...listed,
    ...keys.flatMap((key, index) => {
      const row = textOf(key)
      return row ? [{ value: `${rows}.${row}`, label: textOf(titles[index]) || row }] : []
    }),
  ]
}

/** Selects claims of the entry, by their labels in its form. */
export function ClaimsField({ field, path, readOnly, kind }: TextFieldClientProps & { kind: Kind }) {
  const { value, setValue, showError, errorMessage } = useField<string[]>({ path })
  const options = useClaimOptions(kind)
  const names = new Map(options.map((option) => [option.value, option.label]))
  const chosen = (value ?? []).map((id) => ({ value: id, label: claimName(id, names) }))
  return (
    <div className={['field-type', 'select', 'claims', showError && 'error'].filter(Boolean).join(' ')}>
      <FieldLabel label={field.label} required={field.required} path={path} />
      <div className="field-type__wrap">
        <FieldError path={path} showError={showError} message={errorMessage} />
        <ReactSelect
          inputId={`field-${path.replace(/\./g, '__')}`}
          isMulti
          isClearable
          disabled={readOnly ?? false}
          options={options}
          value={chosen}
          placeholder="Choose claims"
          onChange={(next) => setValue([next ?? []].flat().map((option) => textOf(option.value)))}
        />
      </div>
      {field.admin?.description ? (
        <FieldDescription description={field.admin.description} path={path} />
      ) : null}
      {ROW_CLAIMS[kind] ? (
        <p className="claims__hint">A new step or section can be chosen once it has been saved.</p>
      ) : null}
    </div>
  )
}
