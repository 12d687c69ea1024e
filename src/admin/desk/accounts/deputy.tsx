'use client'
import { FieldDescription, useConfig, useField } from '@payloadcms/ui'
import type { TextFieldClientProps } from 'payload'
import { useEffect, useId, useState } from 'react'
import { ask } from '#admin/ask.ts'

interface Named {
  id: string
  name: string
}

/** The colleague who stands in for somebody: chosen by name, since the list of accounts is the administrators'. */
export function DeputyField({ path, field }: TextFieldClientProps) {
  const { value, setValue } = useField<string>({ path })
  const { config } = useConfig()
  const [found, setFound] = useState<Named[] | null>(null)
  const [failed, setFailed] = useState<string | null>(null)
  const id = useId()
  const { api } = config.routes
  useEffect(() => {
    let current = true
    void ask<{ colleagues: Named[] }>(`${api}/users/colleagues`).then((answer) => {
      if (!current) return
      if (answer.ok) setFound(answer.value.colleagues)
      else setFailed(answer.refusal.message)
    })
    return () => {
      current = false
    }
  }, [api])
  const chosen = value ?? ''
  const isGone = found !== null && chosen !== '' && !found.some((each) => each.id === chosen)
  return (
    <div className="field-type mailing__choice">
      <label htmlFor={id}>{typeof field.label === 'string' ? field.label : 'Colleague'}</label>
      <select id={id} value={chosen} onChange={(event) => setValue(event.target.value)}>
        <option value="">Nobody: the others with the role</option>
        {isGone ? <option value={chosen}>Somebody whose account is gone</option> : null}
        {(found ?? []).map((each) => (
          <option key={each.id} value={each.id}>
            {each.name}
          </option>
        ))}
      </select>
      {failed === null ? null : <p role="alert">{failed}</p>}
      <FieldDescription description={field.admin?.description} path={path} />
    </div>
  )
}
