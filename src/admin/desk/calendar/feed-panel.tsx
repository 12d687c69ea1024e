'use client'
import { Button, useConfig } from '@payloadcms/ui'
import { useEffect, useState } from 'react'
import { ask, type Answer } from '#admin/ask.ts'

interface Feed {
  address: string | null
}

/** This person's calendar link, which they can make, renew and end. */
export function FeedPanel() {
  const { config } = useConfig()
  const url = `${config.routes.api}/users/calendar`
  const [feed, setFeed] = useState<Answer<Feed> | null>(null)
  const [busy, setBusy] = useState(false)
  useEffect(() => {
    let current = true
    void ask<Feed>(url).then((answer) => {
      if (current) setFeed(answer)
    })
    return () => {
      current = false
    }
  }, [url])
  const send = async (wanted: boolean): Promise<void> => {
    setBusy(true)
    setFeed(await ask<Feed>(url, { wanted }))
    setBusy(false)
  }
  return (
    <section className="calendar__feed" aria-labelledby="calendar-feed">
      <h2 id="calendar-feed">In your own calendar</h2>
      <p>
        Calendars such as those of your phone, Outlook or Google subscribe to a link. It says what is due,
        where, and titles that readers see; nothing else, and nobody’s name. Whoever has the link reads that,
        so keep it to yourself.
      </p>
      <div role="status">
        {feed?.ok && feed.value.address ? (
          <p>
            <code id="calendar-address" className="calendar__address">
              {feed.value.address}
            </code>
          </p>
        ) : null}
        {feed && !feed.ok ? <p className="desk-notice desk-notice--error">{feed.refusal.message}</p> : null}
      </div>
      {feed ? <Choices made={feed.ok && feed.value.address !== null} busy={busy} onSend={send} /> : null}
    </section>
  )
}

interface ChoicesProps {
  made: boolean
  busy: boolean
  onSend: (wanted: boolean) => Promise<void>
}

const Choices = ({ made, busy, onSend }: ChoicesProps) => (
  <div className="desk-form__end">
    <Button
      id="calendar-renew"
      buttonStyle="secondary"
      margin={false}
      disabled={busy}
      onClick={() => void onSend(true)}
    >
      {made ? 'Renew the link: the old one ends' : 'Make a link'}
    </Button>
    {made ? (
      <Button
        id="calendar-end"
        buttonStyle="secondary"
        margin={false}
        disabled={busy}
        onClick={() => void onSend(false)}
      >
        End the link
      </Button>
    ) : null}
  </div>
)
