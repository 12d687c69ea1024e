'use client'
import { Button } from '@payloadcms/ui'
import { useCallback, useEffect, useRef, useState, type ReactNode } from 'react'
import { ProveForm } from './prove-form.tsx'

interface ErrorBody {
  errors?: { data?: { because?: string } }[]
}

/** Whether the server refused a request because the second factor was not proved lately. */
async function needsProof(input: RequestInfo | URL, response: Response): Promise<boolean> {
  // The body of a request object is gone by now: it cannot be sent again.
  if (response.status !== 403 || input instanceof Request) return false
  if (new URL(input, window.location.href).origin !== window.location.origin) return false
  const body = (await response
    .clone()
    .json()
    .catch(() => null)) as ErrorBody | null
  return body?.errors?.[0]?.data?.because === 'proof'
}

/**
 * Whatever on the admin's screens is refused for want of a recent proof, asks for it and is sent again: our own
 * actions and Payload's forms alike.
 */
function useProofOnDemand(prove: () => Promise<boolean>): void {
  useEffect(() => {
    const plain = window.fetch.bind(window)
    window.fetch = async (input, init) => {
      const response = await plain(input, init)
      if (!(await needsProof(input, response))) return response
      return (await prove()) ? plain(input, init) : response
    }
    return () => {
      window.fetch = plain
    }
  }, [prove])
}

/** Asks for the second factor again, over whatever is on screen. */
export function ProveAgain({ children }: { children: ReactNode }) {
  const dialog = useRef<HTMLDialogElement>(null)
  const answer = useRef<((proved: boolean) => void)[]>([])
  const [open, setOpen] = useState(false)
  const prove = useCallback(
    () =>
      new Promise<boolean>((resolve) => {
        answer.current.push(resolve)
        setOpen(true)
        dialog.current?.showModal()
      }),
    [],
  )
  useProofOnDemand(prove)
  const settle = (proved: boolean): void => {
    for (const each of answer.current.splice(0)) each(proved)
    setOpen(false)
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
        onClose={() => settle(false)}
      >
        {open ? (
          <>
            <h2 id="factor-again-title">Prove that it is you</h2>
            <p>For this, your last proof is too long ago. What you did is kept, and goes on after it.</p>
            <ProveForm passkeys={typeof PublicKeyCredential === 'function'} onProved={() => settle(true)}>
              <Button
                id="factor-stop"
                size="medium"
                buttonStyle="secondary"
                margin={false}
                onClick={() => settle(false)}
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
