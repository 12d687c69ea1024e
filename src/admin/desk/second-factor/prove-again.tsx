'use client'
import { Button } from '@payloadcms/ui'
import { useCallback, useEffect, useRef, useState, type ReactNode } from 'react'
import { inHeader, PresentPassword } from './present-password.tsx'
import { ProveForm } from './prove-form.tsx'

interface ErrorBody {
  errors?: { message?: string; data?: { because?: string } }[]
}

/** What a refused request lacks: a recent proof of the second factor, or the present password. */
interface Need {
  what: 'proof' | 'password'
  /** The server's words. */
  said: string
  /** A password was given already. */
  again: boolean
}

/** What the server refused a request for; null if that is nothing to ask for. */
async function needOf(input: RequestInfo | URL, response: Response, again: boolean): Promise<Need | null> {
  // The body of a request object is gone by now: it cannot be sent again.
  if (response.status !== 403 || input instanceof Request) return null
  if (new URL(input, window.location.href).origin !== window.location.origin) return null
  const body = (await response
    .clone()
    .json()
    .catch(() => null)) as ErrorBody | null
  const error = body?.errors?.[0]
  const what = error?.data?.because
  return what === 'proof' || what === 'password' ? { what, said: error?.message ?? '', again } : null
}

/** The same request with the present password. */
function withPassword(init: RequestInit | undefined, password: string): RequestInit {
  const headers = new Headers(init?.headers)
  headers.set('Present-Password', inHeader(password))
  return { ...init, headers }
}

/** What was typed: the password, or nothing where the proof was given to the server; null where somebody stopped. */
type Given = string | null

/**
 * Whatever on the admin's screens is refused for want of a proof, asks for it and is sent again: our own actions and
 * Payload's forms alike.
 */
function useProofOnDemand(ask: (need: Need) => Promise<Given>): void {
  useEffect(() => {
    const plain = window.fetch.bind(window)
    window.fetch = async (input, init) => {
      let response = await plain(input, init)
      let need = await needOf(input, response, false)
      while (need) {
        const given = await ask(need)
        if (given === null) return response
        if (need.what === 'proof') return plain(input, init)
        response = await plain(input, withPassword(init, given))
        need = await needOf(input, response, true)
      }
      return response
    }
    return () => {
      window.fetch = plain
    }
  }, [ask])
}

/** Asks for the second factor again, or for the present password, over whatever is on screen. */
export function ProveAgain({ children }: { children: ReactNode }) {
  const dialog = useRef<HTMLDialogElement>(null)
  const asked = useRef<((given: Given) => void)[]>([])
  const [need, setNeed] = useState<Need | null>(null)
  const ask = useCallback(
    (wanted: Need) =>
      new Promise<Given>((answer) => {
        asked.current.push(answer)
        setNeed(wanted)
        if (!dialog.current?.open) dialog.current?.showModal()
      }),
    [],
  )
  useProofOnDemand(ask)
  const settle = (given: Given): void => {
    for (const answer of asked.current.splice(0)) answer(given)
    setNeed(null)
    dialog.current?.close()
  }
  return (
    <>
      {children}
      <dialog
        ref={dialog}
        id="factor-again"
        className="factor factor__dialog"
        aria-labelledby="factor-again-title"
        onClose={() => settle(null)}
      >
        {need?.what === 'password' ? (
          <>
            <h2 id="factor-again-title">Your present password</h2>
            <PresentPassword said={need.said} wrong={need.again} onSettled={settle} />
          </>
        ) : null}
        {need?.what === 'proof' ? (
          <>
            <h2 id="factor-again-title">Prove that it is you</h2>
            <p>For this, your last proof is too long ago. What you did is kept, and goes on after it.</p>
            <ProveForm passkeys={typeof PublicKeyCredential === 'function'} onProved={() => settle('')}>
              <Button
                id="factor-stop"
                size="medium"
                buttonStyle="secondary"
                margin={false}
                onClick={() => settle(null)}
              >
                Stop
              </Button>
            </ProveForm>
          </>
        ) : null}
      </dialog>
    </>
  )
}
