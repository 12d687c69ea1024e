import { Pill } from '@payloadcms/ui'
import { ago } from '#domain/desk/board.ts'
import { archivePath, RUN_STATES } from '#domain/mail/digests.ts'
import { counted } from '#domain/desk/impact.ts'
import { RUN_NAMES, type MailCounts, type MailingBoard } from '#domain/mail/mailing.ts'
import { MAIL_STATES, type MailState } from '#domain/mail/mails.ts'
import type { Cadence } from '#domain/slots.ts'
import { CADENCES, EVERYTHING } from '#domain/mail/subscribers.ts'
import { Act, TestMail } from './mailing-actions.tsx'
import { SenderBackOffNotice } from './sender-back-off.tsx'

interface Props {
  admin: string
  api: string
  board: MailingBoard
  now: Date
  timeZone: string
}

const inWords = (counts: MailCounts): string =>
  (Object.keys(MAIL_STATES) as MailState[])
    .flatMap((state) => {
      const n = counts[state]
      return n ? [`${n.toLocaleString('en')} ${MAIL_STATES[state].toLowerCase()}`] : []
    })
    .join(', ')

function Pause({ api, board: { paused, waiting, files }, now }: Props) {
  const open = inWords(waiting)
  return (
    <section
      className={`board__section${paused ? ' board__section--late' : ''}`}
      aria-labelledby="mailing-state"
    >
      <h2 id="mailing-state" tabIndex={-1}>
        {paused ? 'All digests are paused' : 'Digests go out'}
      </h2>
      <p className="board__hint">
        {paused
          ? `${paused.by ?? 'Somebody'} paused them${paused.at ? ` ${ago(paused.at, now)}` : ''}. What falls due waits; links that people ask for are still sent.`
          : files
            ? 'No mail server is set (SMTP_URL): each mail is written as a file into DATA_DIR/mail.'
            : 'Each is sent when it is due.'}
        {open ? ` In the outbox: ${open}.` : ' Nothing waits in the outbox.'}
      </p>
      <Act
        url={`${api}/globals/mailing/pause`}
        body={{ paused: !paused }}
        words={paused ? 'Let digests go out again' : 'Pause all digests'}
        heading="mailing-state"
        quiet={!paused}
      />
    </section>
  )
}

/** Mails that would have been sent, where they are written to files. */
function Files({ api, board: { files }, now }: Props) {
  if (!files) return null
  return (
    <section className="board__section" aria-labelledby="mailing-files">
      <h2 id="mailing-files">Mails in files</h2>
      <p className="board__hint">
        {files.length === 0
          ? 'None yet.'
          : 'Shown without their addresses, and without what their links are opened by: that is in the files alone.'}
      </p>
      <ul className="board__plain">
        {files.map(({ name, at, subject, to }) => (
          <li key={name}>
            <a href={`${api}/preview/mail/${name}`} target="_blank" rel="noreferrer">
              {subject}
            </a>{' '}
            to {to}, {ago(at, now)}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Number of followers per place, and how often they get mail. */
function Subscribers({ board: { places, states } }: Props) {
  const names = [...new Set(places.map(({ place }) => place))]
  const cadences = Object.keys(CADENCES) as Cadence[]
  const of = (place: string, cadence: Cadence): number =>
    places.find((each) => each.place === place && each.cadence === cadence)?.active ?? 0
  const paused = (place: string): number =>
    places.filter((each) => each.place === place).reduce((sum, each) => sum + each.paused, 0)
  const rows = names
    .map((place) => ({
      place,
      name: places.find((each) => each.place === place)?.name ?? place,
      all: cadences.reduce((sum, cadence) => sum + of(place, cadence), 0),
    }))
    .sort(
      (a, b) => Number(b.place === EVERYTHING) - Number(a.place === EVERYTHING) || (a.name < b.name ? -1 : 1),
    )
  return (
    <section className="board__section" aria-labelledby="mailing-subscribers">
      <h2 id="mailing-subscribers">Subscribers</h2>
      <p className="board__hint">
        {counted(states.active ?? 0, 'person gets', 'people get')} digests
        {states.paused ? `, ${counted(states.paused, 'has', 'have')} paused them` : ''}
        {states.unconfirmed ? `, ${counted(states.unconfirmed, 'has', 'have')} not confirmed yet` : ''}
        {states.suppressed
          ? `, ${counted(states.suppressed, 'is', 'are')} suppressed (bounces, complaints)`
          : ''}
        . Who they are is shown to nobody.
      </p>
      {rows.length > 0 && (
        <div className="board__wide">
          <table className="board__table">
            <thead>
              <tr>
                <th scope="col">Follow</th>
                {cadences.map((cadence) => (
                  <th scope="col" key={cadence}>
                    {RUN_NAMES[cadence]}
                  </th>
                ))}
                <th scope="col">Paused</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ place, name }) => (
                <tr key={place}>
                  <th scope="row">{name}</th>
                  {cadences.map((cadence) => (
                    <td key={cadence}>{of(place, cadence).toLocaleString('en')}</td>
                  ))}
                  <td>{paused(place).toLocaleString('en')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}

/** What each run would send if it started now. */
function Outlook({ api, board: { outlook }, now }: Props) {
  const under = outlook === 'under way'
  return (
    <section className="board__section" aria-labelledby="mailing-outlook">
      <h2 id="mailing-outlook" tabIndex={-1}>
        What would go out now
      </h2>
      {outlook !== null && !under && (
        <>
          <ul className="board__rows">
            {outlook.runs.map(({ kind, mails, letters, seqs }) => (
              <li key={kind} className="board__line">
                <span className="board__label">{RUN_NAMES[kind]}</span>
                <span className="board__words">
                  {mails === 0
                    ? 'Nothing to say to anybody.'
                    : `${counted(mails, 'mail')}, ${counted(letters, 'different letter')}, about ${counted(seqs.length, 'change')}${seqs.length > 0 && seqs.length <= 12 ? ` (${seqs.join(', ')})` : ''}.`}
                </span>
              </li>
            ))}
          </ul>
          <p className="board__hint">As of {ago(outlook.at, now)}.</p>
        </>
      )}
      {under ? (
        <p className="board__hint" role="status">
          The worker is looking …
        </p>
      ) : (
        <Act
          url={`${api}/globals/mailing/look`}
          body={{}}
          words={outlook ? 'Look again' : 'Look'}
          heading="mailing-outlook"
          quiet
        />
      )}
    </section>
  )
}

/** What was sent, and the results. */
function Runs({ api, board: { runs }, now }: Props) {
  return (
    <section className="board__section" aria-labelledby="mailing-runs">
      <h2 id="mailing-runs" tabIndex={-1}>
        Runs
      </h2>
      {runs.length === 0 ? (
        <p className="board__hint">
          None yet. Digests are due daily, on Mondays and on the first of the month, at eight; what is urgent
          at once.
        </p>
      ) : (
        <ul className="board__rows">
          {runs.map((run) => (
            <li key={run.key} className="board__line">
              <span className="board__label">
                {run.state === 'held' && (
                  <Pill pillStyle="warning" size="small">
                    Held
                  </Pill>
                )}
                {RUN_NAMES[run.kind]} {run.kind === 'at-once' ? '' : run.key.split('/')[1]}
              </span>
              <span className="board__words">
                {ago(run.startedAt, now)}, changes {run.fromSeq + 1} to {run.toSeq}.{' '}
                {run.mails > 0 ? `${inWords(run.counts)}.` : `${RUN_STATES[run.state]}.`} {run.note}
                {run.mails > 0 && (
                  <>
                    {' '}
                    <a href={archivePath(run.key, EVERYTHING)} target="_blank" rel="noreferrer">
                      On the web
                    </a>
                  </>
                )}
              </span>
              {run.state === 'held' && (
                <span className="board__verb">
                  <Act
                    url={`${api}/globals/mailing/held`}
                    body={{ run: run.key, decision: 'send' }}
                    words="Send all the same"
                    heading="mailing-runs"
                  />
                  <Act
                    url={`${api}/globals/mailing/held`}
                    body={{ run: run.key, decision: 'drop' }}
                    words="Let it go"
                    heading="mailing-runs"
                    quiet
                  />
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

export function MailingView(props: Props) {
  return (
    <div className="board__columns">
      <div className="board__main">
        <SenderBackOffNotice {...props} />
        <Pause {...props} />
        <Runs {...props} />
        <Subscribers {...props} />
      </div>
      <div className="board__aside">
        <Outlook {...props} />
        <TestMail api={props.api} />
        <Files {...props} />
      </div>
    </div>
  )
}
