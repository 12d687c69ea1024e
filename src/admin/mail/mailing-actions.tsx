'use client'
import { Button, toast } from '@payloadcms/ui'
import { useRouter } from 'next/navigation.js'
import { useEffect, useId, useState } from 'react'
import type { RunKind } from '#domain/mail/digests.ts'
import { RUN_NAMES } from '#domain/mail/mailing.ts'
import { EVERYTHING } from '#domain/mail/subscribers.ts'
import { ask } from '#admin/ask.ts'
import { focusOn } from '#admin/focus-on.ts'

/** Runs one action, and shows its result. */
export function Act({
  url,
  body,
  words,
  heading,
  quiet = false,
}: {
  url: string
  body: object
  words: string
  /** Id of the heading to which the focus goes where the button is gone afterwards. */
  heading: string
  quiet?: boolean
}) {
  const router = useRouter()
  const id = useId()
  const [busy, setBusy] = useState(false)
  const press = async (): Promise<void> => {
    setBusy(true)
    const answer = await ask(url, body)
    setBusy(false)
    if (!answer.ok) toast.error(answer.refusal.message)
    focusOn(id, heading)
    router.refresh()
  }
  return (
    <Button
      id={id}
      size="medium"
      margin={false}
      disabled={busy}
      buttonStyle={quiet ? 'secondary' : 'primary'}
      onClick={() => void press()}
    >
      {words}
    </Button>
  )
}

interface Place {
  key: string
  name: string
}

/** Shows a digest as a subscriber would get it, or sends it to the current user. */
export function TestMail({ api }: { api: string }) {
  const [places, setPlaces] = useState<Place[]>([])
  const [kind, setKind] = useState<RunKind>('weekly')
  const [place, setPlace] = useState(EVERYTHING)
  useEffect(() => {
    void ask<{ docs: Place[] }>(
      `${api}/jurisdictions?where[guide][equals]=full&limit=0&sort=name&depth=0`,
    ).then((answer) => answer.ok && setPlaces(answer.value.docs))
  }, [api])
  const query = new URLSearchParams({ kind, place })
  const send = async (): Promise<void> => {
    const answer = await ask(`${api}/globals/mailing/test`, { kind, place, format: 'html' })
    if (answer.ok) toast.success('It is on its way to your own address.')
    else toast.error(answer.refusal.message)
  }
  return (
    <section className="board__section" aria-labelledby="mailing-test">
      <h2 id="mailing-test">See a digest</h2>
      <p className="board__hint">
        What a follower would get now; where there is nothing to tell, the newest changes as an example.
      </p>
      <p className="mailing__choice">
        <label htmlFor="mailing-kind">Digest</label>
        <select id="mailing-kind" value={kind} onChange={(event) => setKind(event.target.value as RunKind)}>
          {(Object.keys(RUN_NAMES) as RunKind[]).map((each) => (
            <option key={each} value={each}>
              {RUN_NAMES[each]}
            </option>
          ))}
        </select>
      </p>
      <p className="mailing__choice">
        <label htmlFor="mailing-place">Follower of</label>
        <select id="mailing-place" value={place} onChange={(event) => setPlace(event.target.value)}>
          <option value={EVERYTHING}>Everything</option>
          {places.map(({ key, name }) => (
            <option key={key} value={key}>
              {name}
            </option>
          ))}
        </select>
      </p>
      <p>
        <a href={`${api}/preview/digest?${query}&format=html`} target="_blank" rel="noreferrer">
          As a formatted mail
        </a>{' '}
        ·{' '}
        <a href={`${api}/preview/digest?${query}&format=text`} target="_blank" rel="noreferrer">
          As plain text
        </a>
      </p>
      <Button size="medium" margin={false} buttonStyle="secondary" onClick={() => void send()}>
        Send it to me
      </Button>
    </section>
  )
}
