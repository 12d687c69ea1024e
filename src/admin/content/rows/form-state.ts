import { buildFormStateHandler } from '@payloadcms/ui/utilities/buildFormState'

type Handler = typeof buildFormStateHandler

/**
 * Payload's answer to a form, without which rows of a list are open. The form itself knows better: the answer repeats
 * what was open when it was asked for, and would close a row that somebody has opened since.
 */
export const formState: Handler = async (args) => {
  const answer = await buildFormStateHandler(args)
  // The first answer, in a drawer, says how the rows begin.
  if (!args.formState || !answer.state) return answer
  for (const [path, { rows }] of Object.entries(answer.state)) {
    const known = new Set(args.formState[path]?.rows?.map(({ id }) => id))
    for (const row of rows ?? []) if (known.has(row.id)) delete row.collapsed
  }
  return answer
}
