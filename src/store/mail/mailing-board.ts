import { RUN_NAMES, type MailingBoard, type MailingOutlook, type RunOutlook } from '#domain/mail/mailing.ts'
import { isAmong, isListOf, isNumber, isShape, isText } from '#domain/checks.ts'
import { EVERYTHING, EVERYTHING_NAME } from '#domain/mail/subscribers.ts'
import type { Work } from '#domain/work.ts'
import { readRuns } from './digest-runs.ts'
import { readJurisdictions } from '../desk/jurisdictions.ts'
import { readMailing } from './mailing.ts'
import { countMails } from './outbox/count.ts'
import type { StoreRequest } from '../rows.ts'
import { readSenderBackOff } from './sender-back-off.ts'
import { countStates } from './subscriber-states.ts'
import { countSubscribers } from './subscribers.ts'
import { readNewestWork } from '../work.ts'

/** Number of runs shown. */
const SHOWN = 20

const isOutlook = isShape<MailingOutlook>({
  at: isText,
  runs: isListOf(
    isShape<RunOutlook>({
      kind: isAmong(RUN_NAMES),
      fromSeq: isNumber,
      toSeq: isNumber,
      mails: isNumber,
      letters: isNumber,
      seqs: isListOf(isNumber),
    }),
  ),
})

/** The worker's outlook; null if it found nothing. */
const outlookIn = ({ result }: Work): MailingOutlook | null => (isOutlook(result) ? result : null)

export async function readMailingBoard(req: StoreRequest): Promise<Omit<MailingBoard, 'files'>> {
  const [mailing, backOff, counts, states, runs, waiting, places, outlook] = await Promise.all([
    readMailing(req),
    readSenderBackOff(req),
    countSubscribers(req),
    countStates(req),
    readRuns(req, SHOWN),
    countMails(req),
    readJurisdictions(req),
    readNewestWork(req, 'digest-outlook'),
  ])
  const names = new Map(places.map(({ key, name }) => [key, name]))
  const { sent: _sent, dropped: _dropped, ...open } = waiting
  return {
    paused: mailing.paused ? { at: mailing.pausedAt, by: mailing.pausedBy } : null,
    rest: backOff,
    places: counts.map((count) => ({
      ...count,
      name: count.place === EVERYTHING ? EVERYTHING_NAME : (names.get(count.place) ?? count.place),
    })),
    states,
    runs: await Promise.all(
      runs.map(async (run) => ({ ...run, counts: run.mails > 0 ? await countMails(req, run.key) : {} })),
    ),
    waiting: open,
    outlook: outlook === null ? null : outlook.state === 'done' ? outlookIn(outlook) : 'under way',
  }
}
