import { ago } from '#domain/desk/board.ts'
import { dayIn, printDate } from '#domain/dates.ts'
import type { MailingBoard } from '#domain/mail/mailing.ts'

interface Props {
  board: Pick<MailingBoard, 'rest' | 'files'>
  now: Date
  timeZone: string
}

/** The hour and minute of an instant in a zone: `14:05`. */
const clockIn = (timeZone: string, instant: string): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' }).format(new Date(instant))

/** Says that no mail goes out because the mail server fails, what it answered, and what to do. */
export function SenderBackOffNotice({ board: { rest: backOff, files }, now, timeZone }: Props) {
  if (!backOff || files) return null
  const isBackingOff = now.toISOString() < backOff.until
  return (
    <section className="board__section board__section--late" aria-labelledby="mailing-rest" role="status">
      <h2 id="mailing-rest">The mail server takes no mail</h2>
      <p>
        Ten tries in a row failed {ago(backOff.since, now)}, and none has succeeded since.{' '}
        {backOff.answer ? `It said last: “${backOff.answer}”.` : 'It said nothing.'}
      </p>
      <p className="board__hint">
        {isBackingOff
          ? `It is tried again at ${clockIn(timeZone, backOff.until)}, ${printDate(dayIn(timeZone, new Date(backOff.until)))}, by itself.`
          : 'It is tried again as soon as a mail is due.'}{' '}
        Each mail waits and is tried for three days, links that people asked for among them. See whether the
        server answers and takes the name and password of SMTP_URL; a code that begins with 5 is a refusal
        that its operator must lift. After a change of SMTP_URL restart the worker.
      </p>
    </section>
  )
}
