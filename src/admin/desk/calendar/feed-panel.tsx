'use client'
import { Button, useConfig } from '@payloadcms/ui'
import { useCallback, useEffect, useState } from 'react'
import { ask } from '#admin/ask.ts'
import { useSending } from '#admin/use-sending.ts'
import { focusOn } from '#admin/focus-on.ts'
import { NotRead } from '../actions/not-read.tsx'
import { Refused } from '../actions/refused.tsx'

interface Feed {
  address: string | null
}

/** A person's calendar link. A new one ends the one before, so none is offered before it is known. */
function useFeed() {
  const { config } = useConfig()
  const url = `${config.routes.api}/users/calendar`
  const [feed, setFeed] = useState<Feed | null>(null)
  const { send, refusal } = useSending()
  const request = useCallback(
    async (body?: { wanted: boolean }): Promise<boolean> => {
      const answer = await send(() => ask<Feed>(url, body))
      if (answer?.ok) setFeed(answer.value)
      return answer?.ok ?? false
    },
    [send, url],
  )
  useEffect(() => void request(), [request])
  /** What was pressed may be gone, and the focus with it. */
  const press = async (body?: { wanted: boolean }): Promise<void> => {
    if (await request(body)) focusOn('calendar-renew')
  }
  return { feed, refusal, readAgain: () => press(), want: (wanted: boolean) => press({ wanted }) }
}

/** This person's calendar link, which they can make, renew and end. */
export function FeedPanel() {
  const { feed, refusal, readAgain, want } = useFeed()
  return (
    <section className="calendar__feed" aria-labelledby="calendar-feed">
      <h2 id="calendar-feed">In your own calendar</h2>
      <p>
        Calendars such as those of your phone, Outlook or Google subscribe to a link. It says what is due,
        where, and titles that readers see; nothing else, and nobody’s name. Whoever has the link reads that,
        so keep it to yourself.
      </p>
      <div role="status">
        {feed?.address ? (
          <p>
            <code id="calendar-address" className="calendar__address">
              {feed.address}
            </code>
          </p>
        ) : null}
      </div>
      {feed ? (
        <>
          <Refused refusal={refusal} />
          <Choices made={feed.address !== null} onSend={want} />
        </>
      ) : (
        <NotRead
          id="calendar-unread"
          words="It is not known whether you have a link, so none is offered. One that you have still works."
          refusal={refusal}
          onAgain={() => void readAgain()}
        />
      )}
    </section>
  )
}

interface ChoicesProps {
  made: boolean
  onSend: (wanted: boolean) => Promise<void>
}

const Choices = ({ made, onSend }: ChoicesProps) => (
  <div className="desk-form__end">
    <Button id="calendar-renew" buttonStyle="secondary" margin={false} onClick={() => void onSend(true)}>
      {made ? 'Renew the link: the old one ends' : 'Make a link'}
    </Button>
    {made ? (
      <Button id="calendar-end" buttonStyle="secondary" margin={false} onClick={() => void onSend(false)}>
        End the link
      </Button>
    ) : null}
  </div>
)
