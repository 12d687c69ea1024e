'use client'

interface Props {
  id: string
  help: string
  value: string
  invalid: boolean
  onChange: (value: string) => void
}

/** Why somebody decides about publishing. */
export function ReasonField({ id, help, value, invalid, onChange }: Props) {
  return (
    <div className="desk-field">
      <label htmlFor={id}>Reason</label>
      <p className="desk-field__help" id={`${id}-help`}>
        {help}
      </p>
      <textarea
        id={id}
        rows={3}
        maxLength={2000}
        required
        value={value}
        aria-invalid={invalid}
        onChange={(event) => onChange(event.target.value)}
        aria-describedby={`${id}-help`}
      />
    </div>
  )
}
