import { z } from 'zod'
import { LIMITS, textProblem } from '#domain/text-rules.ts'

/** Free text that accompanies an action: a note, a reason, a sentence for readers. */
export const note = z.string().superRefine((text, context) => {
  const problem = textProblem(text, LIMITS.note)
  if (problem) context.addIssue({ code: 'custom', message: problem })
})
