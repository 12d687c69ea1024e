'use client'
import { useConfig } from '@payloadcms/ui'
import type { Refusal } from '#admin/ask.ts'
import { Problems } from './problems.tsx'

interface Props {
  /** Null: nothing was refused. */
  refusal: Refusal | null | undefined
  /** Moves the focus to a field; left out where there is none. */
  onGo?: (field: string) => void
}

/** Why the server refused something, and the way to sign in again if the session has ended. */
export function Refused({ refusal, onGo }: Props) {
  const { config } = useConfig()
  return refusal ? (
    <Problems
      message={refusal.message}
      problems={refusal.problems}
      onGo={onGo}
      signIn={refusal.ended ? `${config.routes.admin}/login` : null}
    />
  ) : null
}
