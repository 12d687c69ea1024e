'use client'
import { Button, Drawer, useConfig, useDrawerSlug, useModal } from '@payloadcms/ui'
import { useEffect, useState } from 'react'
import type { RollBackChoice } from '#domain/publish/earlier-releases.ts'
import { ask, type Answer } from '#admin/ask.ts'
import { RollBackForm } from './roll-back-form.tsx'

/** For administrators: gives readers an earlier release back, with a reason. */
export function RollBack({ held }: { held: boolean }) {
  const slug = useDrawerSlug('roll-back')
  const { openModal, closeModal } = useModal()
  const [reason, setReason] = useState('')
  return (
    <>
      <Button
        id="publishing-roll-back"
        size="medium"
        margin={false}
        buttonStyle="secondary"
        onClick={() => openModal(slug)}
      >
        {held ? 'Roll back to another release' : 'Roll back'}
      </Button>
      <Drawer slug={slug} title="Roll back" className="desk-drawer">
        <Loaded reason={reason} onReason={setReason} onClose={() => closeModal(slug)} />
      </Drawer>
    </>
  )
}

interface LoadedProps {
  reason: string
  onReason: (reason: string) => void
  onClose: () => void
}

/** The form, once the earlier releases are known. */
function Loaded(props: LoadedProps) {
  const { config } = useConfig()
  const [answer, setAnswer] = useState<Answer<RollBackChoice> | null>(null)
  useEffect(() => {
    let current = true
    void ask<RollBackChoice>(`${config.routes.api}/releases/earlier`).then((found) => {
      if (current) setAnswer(found)
    })
    return () => {
      current = false
    }
  }, [config.routes.api])
  if (answer === null)
    return (
      <p className="desk-quiet" role="status">
        Looking for earlier releases …
      </p>
    )
  if (!answer.ok)
    return (
      <p className="desk-notice desk-notice--error" role="alert">
        {answer.refusal.message}
      </p>
    )
  if (answer.value.earlier.length === 0)
    return <p>There is no other release on this disk that readers could be given back.</p>
  return <RollBackForm choice={answer.value} {...props} />
}
