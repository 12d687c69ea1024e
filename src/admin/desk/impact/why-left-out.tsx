import { Button } from '@payloadcms/ui'

interface Props {
  reason: string
  /** The number of entries, in words. */
  entries: string
  disabled: boolean
  onChange: (reason: string) => void
  onLeaveOut: () => void
  onCancel: () => void
}

/** Asks why a law change does not concern the chosen entries. */
export const WhyLeftOut = ({ reason, entries, disabled, onChange, onLeaveOut, onCancel }: Props) => (
  <div className="desk-field">
    <label htmlFor="leave-out-reason">Why the change does not concern them</label>
    <p className="desk-field__help" id="leave-out-help">
      Stays in the record of the law change and of each entry: “They cite the offence, not its penalty”.
    </p>
    <textarea
      id="leave-out-reason"
      rows={3}
      maxLength={2000}
      autoFocus
      value={reason}
      aria-describedby="leave-out-help"
      onChange={(event) => onChange(event.target.value)}
    />
    <div className="impact__buttons">
      <Button
        size="medium"
        margin={false}
        disabled={disabled}
        onClick={onLeaveOut}
        extraButtonProps={{ id: 'leave-out' }}
      >
        Leave out {entries}
      </Button>
      <Button size="medium" margin={false} buttonStyle="secondary" onClick={onCancel}>
        Cancel
      </Button>
    </div>
  </div>
)
