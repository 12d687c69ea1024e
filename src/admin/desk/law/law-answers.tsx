'use client'
import { VERDICTS, type Verdict } from '#domain/desk/law-answers.ts'
import {
  becauseName,
  flagInWords,
  saidInWords,
  verdictName,
  type LawQuestion,
  type LawValues,
} from './law-questions.ts'

interface Props {
  questions: readonly LawQuestion[]
  values: LawValues
  onChange: (values: Record<string, string>) => void
}

const CHOICES: { value: '' | Verdict; label: string }[] = [
  { value: 'states-new-law', label: VERDICTS['states-new-law'] },
  { value: 'not-affected', label: `${VERDICTS['not-affected']}, because …` },
  { value: '', label: 'Leave it open' },
]

/** Asks, for each claim affected by a law change, how the edition relates to it. */
export function LawAnswers({ questions, values, onChange }: Props) {
  const byFlag = [...Map.groupBy(questions, ({ flag }) => flag.key).values()]
  return byFlag.map((units) => (
    <section key={units[0]?.flag.key} className="desk-law" aria-label={units[0]?.flag.detail}>
      <h3>{units[0] ? flagInWords(units[0].flag) : ''}</h3>
      {units.map((each) => (
        <Unit key={each.id} each={each} values={values} onChange={onChange} />
      ))}
    </section>
  ))
}

function Unit({ each, values, onChange }: Omit<Props, 'questions'> & { each: LawQuestion }) {
  const { id, unit } = each
  const chosen = values[verdictName(each)] ?? ''
  const put = (name: string, value: string): void => onChange({ ...values, [name]: value })
  return (
    <fieldset className="desk-field desk-choice" id={id}>
      <legend>{unit.label}</legend>
      {unit.last ? <p className="desk-field__help">Said before. {saidInWords(unit.last)}</p> : null}
      {CHOICES.map(({ value, label }) => (
        <label key={value} className="desk-choice__option">
          <input
            type="radio"
            id={`${id}-${value || 'open'}`}
            name={id}
            value={value}
            checked={chosen === value}
            onChange={() => put(verdictName(each), value)}
          />
          <span>{label}</span>
        </label>
      ))}
      {chosen === 'not-affected' ? (
        <>
          <label htmlFor={`${id}-because`} className="desk-field__title">
            Why it is not affected
          </label>
          <textarea
            id={`${id}-because`}
            rows={2}
            maxLength={2000}
            value={values[becauseName(each)] ?? ''}
            onChange={(event) => put(becauseName(each), event.target.value)}
          />
        </>
      ) : null}
    </fieldset>
  )
}
