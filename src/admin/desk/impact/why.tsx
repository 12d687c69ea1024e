import { Button } from '@payloadcms/ui'
import { LIMITS } from '#domain/text-rules.ts'

interface Props {
  /** Id of the button that does it, unique on its page; those of the field and its help are derived from it. */
  id: string
  label: string
  help: string
  /** What the button does, in words. */
  does: string
  reason: string
  disabled?: boolean
  onChange: (reason: string) => void
  onDo: () => void
  onCancel: () => void
}

/** Asks for the reason of something that its record keeps. */
export const Why = ({ id, label, help, does, reason, disabled = false, onChange, onDo, onCancel }: Props) => (
  <div className="desk-field">
    <label htmlFor={`${id}-reason`}>{label}</label>
    <p className="desk-field__help" id={`${id}-help`}>
      {help} At most {LIMITS.note.toLocaleString('en')} characters.
    </p>
    <textarea
      id={`${id}-reason`}
      rows={3}
      maxLength={LIMITS.note}
      autoFocus
      value={reason}
      aria-describedby={`${id}-help`}
      onChange={(event) => onChange(event.target.value)}
    />
    <div className="impact__buttons">
      <Button id={id} size="medium" margin={false} disabled={disabled} onClick={onDo}>
        {does}
      </Button>
      <Button size="medium" margin={false} buttonStyle="secondary" onClick={onCancel}>
        Cancel
      </Button>
    </div>
  </div>
)
