'use client'
import { useListQuery, useTranslation } from '@payloadcms/ui'
import { useEffect, useRef, useState } from 'react'
import { printDay } from '#admin/words.ts'
import { isLegalDate } from '#domain/dates.ts'
import { textOf } from '#domain/values.ts'
import { conditionAt, placeOf, withCondition } from './conditions.ts'

/** Milliseconds after a keystroke until the list is asked again. */
const REST = 400

/** Comparisons with several days. */
const WITH_MANY = ['in', 'not_in']

interface DayProps {
  day: string
  onDay: (day: string) => void
}

/** A day, as the forms take it. What is being typed is shown until the list has answered. */
function Day({ day, onDay }: DayProps) {
  const [typed, setTyped] = useState<string | null>(null)
  const tell = useRef(onDay)
  useEffect(() => {
    tell.current = onDay
  })
  useEffect(() => {
    if (typed === null || (typed !== '' && !isLegalDate(typed))) return
    const timer = setTimeout(() => {
      setTyped(null)
      if (typed !== day) tell.current(typed)
    }, REST)
    return () => clearTimeout(timer)
  }, [typed, day])
  const shown = typed ?? day
  return (
    <div>
      <input
        className="day-filter__day"
        type="date"
        max="9999-12-31"
        aria-label="Day"
        value={shown}
        onChange={(event) => setTyped(event.target.value)}
      />
      <p className="legal-date__words">{printDay(shown)}</p>
    </div>
  )
}

/** Whether there is a day at all. */
function Exists({ value, onValue }: { value: string; onValue: (value: string) => void }) {
  const { t } = useTranslation()
  return (
    <select
      className="day-filter__day"
      aria-label="Filled in"
      value={value}
      onChange={(event) => onValue(event.target.value)}
    >
      <option value="" />
      <option value="true">{t('general:true')}</option>
      <option value="false">{t('general:false')}</option>
    </select>
  )
}

const dayList = (value: unknown): string[] =>
  [value].flat().flatMap((each) => textOf(each).split(',').filter(Boolean))

/** What a day is compared with in a filter of a list: a day of the calendar, and none that is typed as 2026-01-31. */
export function DayFilter({ path }: { path: string }) {
  const { query, handleWhereChange } = useListQuery()
  const [row, setRow] = useState<HTMLDivElement | null>(null)
  const place = placeOf(row)
  const { operator, value } = (place && conditionAt(query.where, place, path)) ?? {}
  const say = (next: unknown): void => {
    if (!place || !operator) return
    void handleWhereChange?.(withCondition(query.where, place, { [path]: { [operator]: next } }))
  }
  const days = dayList(value)
  const withDay = (at: number, day: string): string[] =>
    [...days.slice(0, at), day, ...days.slice(at + 1)].filter(Boolean)
  return (
    <div ref={setRow} className="day-filter">
      {operator === 'exists' ? (
        <Exists value={textOf(value)} onValue={(next) => say(next || undefined)} />
      ) : operator && WITH_MANY.includes(operator) ? (
        [...days, ''].map((day, at) => <Day key={at} day={day} onDay={(next) => say(withDay(at, next))} />)
      ) : (
        <Day day={days[0] ?? ''} onDay={(next) => say(next || undefined)} />
      )}
    </div>
  )
}
