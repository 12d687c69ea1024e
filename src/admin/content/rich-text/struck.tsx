'use client'
import { struckQuestion } from '#domain/content/struck.ts'
import { useStruck } from './use-struck.ts'

/** Asks about struck-out passages for as long as there are any: whether they are law, only a person knows. */
export function Struck() {
  const { passages, answer } = useStruck()
  return (
    <div role="status">
      {passages.length > 0 && (
        <div className="desk-notice desk-notice--warning rich-struck">
          <p>{struckQuestion(passages)}</p>
          <button type="button" className="desk-link" onClick={() => answer('leave out')}>
            {passages.length === 1 ? 'Leave it out' : 'Leave them out'}
          </button>{' '}
          <button type="button" className="desk-link" onClick={() => answer('keep')}>
            {passages.length === 1 ? 'Keep it as ordinary text' : 'Keep them as ordinary text'}
          </button>
        </div>
      )}
    </div>
  )
}
