'use client'
import { Button, Pill, useConfig, useDocumentInfo, useFormModified } from '@payloadcms/ui'
import { useCallback, useEffect, useState } from 'react'
import { LINK_VERDICTS, type LinkVerdict } from '#domain/watch/link-checks.ts'
import { printDate } from '#domain/dates.ts'
import { QUOTE_VERDICTS, type QuoteVerdict } from '#domain/watch/quote-findings.ts'
import type { QuoteState, ValueState } from '#domain/watch/quote-states.ts'
import { isInTrouble } from '#domain/watch/source-states.ts'
import { idOf } from '#domain/values.ts'
import type { SourceDesk } from '#domain/watch/watch-desk.ts'
import { ask } from '#admin/ask.ts'
import { counted, printInstant } from '#admin/words.ts'
import { FlagCard } from './flag-card.tsx'
import { HistoryChart } from './history-chart.tsx'
import { DependentsOf } from './dependents.tsx'
import { useWatchActions } from './use-watch-actions.ts'
import { Words } from './words.tsx'

type Style = 'success' | 'warning' | 'error' | 'light'

const LINK_STYLES: Record<LinkVerdict, Style> = {
  fine: 'success',
  moved: 'warning',
  refused: 'light',
  caution: 'warning',
  missing: 'error',
  gone: 'error',
  'cannot-tell': 'light',
}

const QUOTE_STYLES: Record<QuoteVerdict, Style> = {
  stands: 'success',
  moved: 'success',
  altered: 'error',
  gone: 'error',
  'cannot-tell': 'light',
}

/** Polling interval in milliseconds while a check runs. */
const SOON = 1_000

const isUnderWay = ({ asked: requested }: SourceDesk): boolean =>
  requested !== null && requested.state !== 'done'

/** The data of a source, polled while a check runs. */
function useSourceDesk(id: string, saved: unknown) {
  const { config } = useConfig()
  const url = `${config.routes.api}/sources/${id}/watch`
  const [desk, setDesk] = useState<SourceDesk | null>(null)
  const [failed, setFailed] = useState<string | null>(null)
  const refresh = useCallback(async (): Promise<void> => {
    const answer = await ask<SourceDesk>(url)
    if (answer.ok) setDesk(answer.value)
    setFailed(answer.ok ? null : answer.refusal.message)
  }, [url])
  useEffect(() => void refresh(), [refresh, saved])
  const busy = desk !== null && isUnderWay(desk)
  useEffect(() => {
    if (!busy) return undefined
    const timer = setInterval(() => void refresh(), SOON)
    return () => clearInterval(timer)
  }, [busy, refresh])
  return { desk, failed, refresh }
}

function State({ state, words, host, scheduled }: SourceDesk) {
  const off = scheduled ? null : (
    <p className="watch__todo">
      Nothing is checked by itself here: whoever runs this site has set <code>WATCH=off</code>.
    </p>
  )
  if (!state || !words)
    return (
      <>
        <p className="watch__aside">
          {scheduled ? 'Not checked yet. Every source is checked at night, or now.' : 'Not checked yet.'}
        </p>
        {off}
      </>
    )
  const broken = state.brokenAt !== null
  return (
    <>
      <div className="watch__head">
        <Pill pillStyle={broken ? 'error' : LINK_STYLES[state.verdict]} size="small">
          {broken ? 'Broken' : LINK_VERDICTS[state.verdict]}
        </Pill>{' '}
        <span className="watch__aside">
          since {printDate(state.sinceDay)}, {counted(state.times, 'check')} in a row; last{' '}
          {printInstant(state.checkedAt)}
        </span>
      </div>
      {off}
      <p className="watch__detail">{words.sentence}</p>
      {words.fix && (
        <p className="watch__todo">
          <strong>To do:</strong> {words.fix}
        </p>
      )}
      {!broken && isInTrouble(state) && (
        <p className="watch__aside">
          It counts as broken after three failed checks over at least three days: {state.failures} so far.
        </p>
      )}
      {host && (
        <p className="watch__todo">
          The whole site is in trouble: {host.failing} of its {counted(host.sources, 'source')} did not answer
          {host.failingSince ? ` since ${printDate(host.failingSince)}` : ''}.
        </p>
      )}
    </>
  )
}

function RequestedCheck({ asked: requested }: SourceDesk) {
  if (!requested || requested.state === 'done')
    return requested?.problem ? <p role="alert">The check could not be done: {requested.problem}</p> : null
  return (
    <p className="watch__aside" role="status">
      {requested.state === 'waiting' ? 'Waiting for the worker …' : 'Checking …'}{' '}
      {requested.total > 0 && (
        <progress value={requested.done} max={requested.total} aria-label="Checked">
          {requested.done} of {requested.total}
        </progress>
      )}
      {requested.problem && ` ${requested.problem} It is tried again.`}
    </p>
  )
}

function QuoteLine({ state: { quote, verdict, because, stood, now, checkedAt } }: { state: QuoteState }) {
  return (
    <li>
      <div className="watch__head">
        <Pill pillStyle={QUOTE_STYLES[verdict]} size="small">
          {QUOTE_VERDICTS[verdict]}
        </Pill>{' '}
        <span className="watch__aside">looked at {printInstant(checkedAt)}</span>
      </div>
      <Words quote={quote} stood={stood} now={verdict === 'gone' ? null : now} />
      {because && <p className="watch__aside">{because}</p>}
    </li>
  )
}

function ValueLine({ state: { value, stands, stoodOn } }: { state: ValueState }) {
  return (
    <li>
      <strong>{value.text}</strong>:{' '}
      {stands === null ? 'cannot be told' : stands ? 'stands on the page' : 'was not found on the page'}
      {stoodOn && <span className="watch__aside"> Last found on {printDate(stoodOn)}.</span>}
    </li>
  )
}

function OfSource({ id }: { id: string }) {
  const { lastUpdateTime } = useDocumentInfo()
  const actions = useWatchActions()
  const { desk, failed, refresh } = useSourceDesk(id, lastUpdateTime)
  if (!desk) return failed ? <p role="alert">{failed}</p> : <p className="watch__aside">Looking …</p>
  const { source, state, can } = desk
  const to = state?.movedTo ?? null
  const check = async (): Promise<void> => {
    if (await actions.check([id])) await refresh()
  }
  const move = async (): Promise<void> => {
    // The form above still holds the old address.
    if (to && (await actions.move([{ id, to }]))) window.location.reload()
  }
  return (
    <>
      <State {...desk} />
      <HistoryChart history={desk.history} />
      {failed && <p role="alert">{failed}</p>}
      {actions.refusal && <p role="alert">{actions.refusal.message}</p>}
      <RequestedCheck {...desk} />
      {to && can.move.allowed && <Move to={to} busy={actions.busy} onMove={() => void move()} />}
      <SourceButtons desk={desk} busy={actions.busy} onCheck={() => void check()} />
      {desk.flags.length > 0 && (
        <>
          <h3>Needs a person</h3>
          <ul className="watch__flags">
            {desk.flags.map((flag) => (
              <li key={flag.key}>
                <FlagCard flag={flag} onSource onDone={() => void refresh()} />
              </li>
            ))}
          </ul>
        </>
      )}
      {source.precision === 'host' && (
        <p className="watch__todo">
          Only the site is known, so its words are not checked. Find the page that says it, and enter its
          address above.
        </p>
      )}
      <Taken {...desk} />
      <h3>What rests on it</h3>
      <DependentsOf resting={desk.resting} open />
    </>
  )
}

/** The new address of a moved source, to be accepted. */
function Move({ to, busy, onMove }: { to: string; busy: boolean; onMove: () => void }) {
  const modified = useFormModified()
  return (
    <div className="watch__move">
      <p>
        It has moved for good, to{' '}
        <a href={to} target="_blank" rel="noreferrer">
          {to}
        </a>
        . Open it first. If it is the same page, take it over: readers see the new address with the next
        edition of each entry below, and each is flagged until then.
      </p>
      <Button
        size="medium"
        margin={false}
        disabled={busy || modified}
        onClick={() => onMove()}
        extraButtonProps={{ id: 'watch-move' }}
      >
        {modified ? 'Save first' : 'Take over the new address'}
      </Button>
    </div>
  )
}

function SourceButtons({ desk, busy, onCheck }: { desk: SourceDesk; busy: boolean; onCheck: () => void }) {
  const { source, can, archived } = desk
  return (
    <div className="watch__buttons">
      {can.check.allowed ? (
        <Button
          size="medium"
          margin={false}
          buttonStyle="secondary"
          disabled={busy || isUnderWay(desk)}
          onClick={() => onCheck()}
          extraButtonProps={{ id: 'watch-check' }}
        >
          Check now
        </Button>
      ) : (
        <p className="watch__aside">{can.check.message}</p>
      )}
      <a className="watch__link" href={source.url} target="_blank" rel="noreferrer">
        Open the page
      </a>
      <a className="watch__link" href={archived} target="_blank" rel="noreferrer">
        See the archived copy
      </a>
    </div>
  )
}

/** Quotes and values that entries take from it. */
const Taken = ({ quotes, values }: Pick<SourceDesk, 'quotes' | 'values'>) =>
  quotes.length + values.length === 0 ? null : (
    <>
      <h3>What is taken from it</h3>
      <ul className="watch__quotes">
        {quotes.map((quote) => (
          <QuoteLine key={quote.key} state={quote} />
        ))}
        {values.map((value) => (
          <ValueLine key={value.key} state={value} />
        ))}
      </ul>
    </>
  )

/** The watch's status of a source, what is taken from it, and everything that depends on it. */
export function SourcePanel() {
  const { id } = useDocumentInfo()
  const own = idOf(id)
  return (
    <section className="field-type watch" id="watch" aria-labelledby="watch-heading">
      <h2 id="watch-heading" tabIndex={-1}>
        The watch
      </h2>
      {own ? (
        <OfSource id={own} />
      ) : (
        <p className="watch__aside">
          Once it is saved, it stands here whether its page opens, and whether the quoted words are on it.
        </p>
      )}
    </section>
  )
}
