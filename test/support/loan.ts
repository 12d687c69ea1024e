import { once } from 'node:events'
import { get, type IncomingMessage } from 'node:http'

/** Something of the run that one process at a time has: until it gives it back, or ends. */
export interface Loan {
  /** What was lent, as `run.ts` says it. */
  said: string
  giveBack(): void
}

/** The connection is the loan. */
export async function borrow(path: string): Promise<Loan> {
  const asking = get(`${process.env.RECOURSE_TEST_DESK}${path}`)
  const [response] = (await once(asking, 'response')) as [IncomingMessage]
  const [said] = (await once(response, 'data')) as [Buffer]
  if (response.statusCode !== 200) throw new Error(said.toString())
  return { said: said.toString(), giveBack: () => void asking.destroy() }
}
