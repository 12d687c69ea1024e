import { daysBetween, printDate } from '#domain/dates.ts'
import { whenLive } from '#domain/desk/when-live.ts'
import { each, facts, type Tell } from './facts.ts'

const days = (n: number): string => `${n} ${n === 1 ? 'day' : 'days'}`

/** Verifications due soon or overdue. */
export const due: Tell = each(({ dueOn }, { today }) => {
  const day = dueOn ?? today
  const left = daysBetween(today, day)
  return facts({
    verb: 'Verify',
    words:
      left < 0
        ? `was to be verified by ${printDate(day)}, ${days(-left)} ago`
        : left === 0
          ? 'is to be verified today'
          : `is to be verified by ${printDate(day)}, in ${days(left)}`,
    late: left < 0,
    review: true,
  })
})

/** Approved editions that go live on a later day. */
export const scheduled: Tell = each(({ openGoesLiveOn }, { today }) => {
  const words = `goes live ${whenLive({ goesLiveOn: openGoesLiveOn, together: null }, today)}`
  return facts({ verb: 'Open', words, review: true })
})
