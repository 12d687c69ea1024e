'use client'
import { Button } from '@payloadcms/ui'
import type { Refusal } from '#admin/ask.ts'
import { Refused } from './refused.tsx'

interface Props {
  id: string
  /** What could not be read, and what follows from that, in a sentence. */
  words: string
  /** Null: it could be read. */
  refusal: Refusal | null
  onAgain: () => void
}

/** Says that something could not be read, why, and offers to try again; nothing where it was read. */
export const NotRead = ({ id, words, refusal, onAgain }: Props) =>
  refusal ? (
    <div className="desk-field" id={id}>
      <p>{words}</p>
      <Refused refusal={refusal} />
      <Button size="small" margin={false} buttonStyle="secondary" onClick={onAgain}>
        Try again
      </Button>
    </div>
  ) : null
