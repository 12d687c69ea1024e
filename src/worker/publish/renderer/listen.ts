import { Rendering } from './rendering.ts'
import type { Answer, RendererCalls, Failure, Question, What } from './protocol.ts'

/** Milliseconds the browser has to close cleanly before this process exits anyway. */
const ENDS_WITHIN = 5_000

/** Answers calls until the parent disconnects. */
export function listen(): void {
  const rendering = new Rendering()
  process.on('message', ({ id, what, ask }: Question) => {
    answer(rendering, what, ask).then(
      (answer) => send({ id, answer }),
      (error: unknown) => send({ id, failed: failureOf(error) }),
    )
  })
  process.on('disconnect', () => {
    setTimeout(() => process.exit(), ENDS_WITHIN)
    void rendering.close().finally(() => process.exit())
  })
}

const send = (answer: Answer): void => void process.send?.(answer, undefined, undefined, () => undefined)

type Calls = {
  [W in What]: (
    ask: RendererCalls[W]['ask'],
  ) => Promise<RendererCalls[W]['answer']> | RendererCalls[W]['answer']
}

const answer = async <W extends What>(
  rendering: Calls,
  what: W,
  ask: RendererCalls[W]['ask'],
): Promise<RendererCalls[W]['answer']> => {
  return rendering[what](ask)
}

function failureOf(error: unknown): Failure {
  const { name, message, code } = error as NodeJS.ErrnoException
  return { name, message, ...(code === undefined ? {} : { code }) }
}
