'use client'
import { Button, Drawer, useConfig, useDrawerSlug, useModal } from '@payloadcms/ui'
import { useRef, useState, type FormEvent } from 'react'
import { useFirstFocus } from '../desk/actions/use-first-focus.ts'
import { DecisionEnd } from './decision-end.tsx'
import { ReasonField } from './reason-field.tsx'
import { useDecision } from './use-decision.ts'

interface Props {
  /** Number of the event that holds publishing. */
  seen: number
}

/** For administrators: ends the hold, with a reason. */
export function ResumePublishing({ seen }: Props) {
  const slug = useDrawerSlug('resume-publishing')
  const { openModal, closeModal } = useModal()
  const [reason, setReason] = useState('')
  const close = (): void => closeModal(slug)
  return (
    <>
      <Button id="publishing-resume" size="medium" margin={false} onClick={() => openModal(slug)}>
        Resume publishing
      </Button>
      <Drawer slug={slug} title="Resume publishing" className="desk-drawer">
        <ResumeForm seen={seen} reason={reason} onReason={setReason} onClose={close} />
      </Drawer>
    </>
  )
}

interface FormProps extends Props {
  reason: string
  onReason: (reason: string) => void
  onClose: () => void
}

function ResumeForm({ seen, reason, onReason, onClose }: FormProps) {
  const { config } = useConfig()
  const { decide, busy, refusal } = useDecision(
    `${config.routes.api}/releases/resume`,
    'Publishing is resumed: readers get what is live in a moment.',
    () => {
      onReason('')
      onClose()
    },
  )
  const form = useRef<HTMLFormElement>(null)
  useFirstFocus(form)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    void decide({ reason, seen })
  }
  return (
    <form ref={form} className="desk-form" onSubmit={submit} noValidate>
      <p className="desk-form__intro">
        Everything that went live meanwhile is published at once. Make sure that what was broken is mended or
        withdrawn: otherwise readers get it again.
      </p>
      <ReasonField
        id="resume-reason"
        help="What was mended. It stands in the record."
        value={reason}
        invalid={refusal?.problems.some(({ field }) => field === 'reason') ?? false}
        onChange={onReason}
      />
      <DecisionEnd id="resume" verb="Resume publishing" busy={busy} refusal={refusal} onClose={onClose} />
    </form>
  )
}
