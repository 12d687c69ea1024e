import { startAuthentication, type PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/browser'
import { useConfig } from '@payloadcms/ui'
import { useState } from 'react'
import { ask, type Answer } from '#admin/ask.ts'
import { useSending } from '#admin/use-sending.ts'

const STOPPED =
  'The passkey was not used: it was stopped, took too long, or this device does not have it. Try again, or use a code.'

/** Asks the browser for something of a passkey. @returns null where its user stopped it. */
export async function fromBrowser<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work()
  } catch {
    return null // the browser does not say why, on purpose
  }
}

/** Proving the second factor in this session, by a code or a passkey. */
export function useProof(onProved: () => void) {
  const { config } = useConfig()
  const api = `${config.routes.api}/users/proof`
  const { send, busy, refusal } = useSending()
  const [stopped, setStopped] = useState(false)
  const finish = (answer: Answer<unknown> | null): void => {
    if (answer?.ok) onProved()
  }
  return {
    busy,
    problem: stopped ? STOPPED : (refusal?.message ?? null),
    byCode: async (code: string): Promise<void> => {
      setStopped(false)
      finish(await send(() => ask(api, { code })))
    },
    byPasskey: async (): Promise<void> => {
      setStopped(false)
      const options = await send(() =>
        ask<PublicKeyCredentialRequestOptionsJSON>(`${api}/passkey-options`, {}),
      )
      if (!options?.ok) return
      const response = await fromBrowser(() => startAuthentication({ optionsJSON: options.value }))
      if (response === null) setStopped(true)
      else finish(await send(() => ask(`${api}/passkey`, { response })))
    },
  }
}
