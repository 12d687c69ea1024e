import { startRegistration, type PublicKeyCredentialCreationOptionsJSON } from '@simplewebauthn/browser'
import { useConfig } from '@payloadcms/ui'
import { useState } from 'react'
import type { TotpOffer } from '#domain/desk/second-factor.ts'
import { ask, type Answer } from '#admin/ask.ts'
import { useSending } from '#admin/use-sending.ts'
import { fromBrowser } from './use-proof.ts'

const STOPPED =
  'No passkey was made: it was stopped, took too long, or this device has one for you already. Try again.'

type Codes = { codes: string[] | null }

/** Setting up and removing one's own second factors. @param onChanged when something did. */
export function useFactors(onChanged: () => void) {
  const { config } = useConfig()
  const api = `${config.routes.api}/users/second-factor`
  const { send, busy, refusal } = useSending()
  const [offer, setOffer] = useState<TotpOffer | null>(null)
  const [codes, setCodes] = useState<string[] | null>(null)
  const [stopped, setStopped] = useState(false)
  const post = <T>(path: string, body: object = {}): Promise<Answer<T> | null> => {
    setStopped(false)
    return send(() => ask<T>(`${api}/${path}`, body))
  }
  const confirmed = (made: string[] | null): void => {
    setOffer(null)
    setCodes(made)
    onChanged()
  }
  return {
    offer,
    codes,
    busy,
    problem: stopped ? STOPPED : (refusal?.message ?? null),
    confirmed,
    stop: () => setOffer(null),
    kept: () => setCodes(null),
    setUpApp: async (): Promise<void> => {
      const answer = await post<TotpOffer>('app')
      if (answer?.ok) setOffer(answer.value)
    },
    addPasskey: async (name: string): Promise<void> => {
      const options = await post<PublicKeyCredentialCreationOptionsJSON>('passkey-options')
      if (!options?.ok) return
      const response = await fromBrowser(() => startRegistration({ optionsJSON: options.value }))
      if (response === null) return setStopped(true)
      const answer = await post<Codes>('passkey', { name, response })
      if (answer?.ok) confirmed(answer.value.codes)
    },
    renewCodes: async (): Promise<void> => {
      const answer = await post<Codes>('recovery')
      if (answer?.ok) confirmed(answer.value.codes)
    },
    remove: async (factor: string): Promise<void> => {
      if ((await post('remove', { factor }))?.ok) onChanged()
    },
  }
}
