import { formOf } from '../answer.ts'
import { GET, POST as leave } from '../leave/route.ts'

/** Whoever opens the address is asked, as by the link in the mail itself. */
export { GET }

/** Unsubscribes where a mail program asks for it as RFC 8058 says; asks whoever sends anything else. */
export async function POST(request: Request, context: unknown): Promise<Response> {
  const form = await formOf(request.clone())
  return form('List-Unsubscribe').includes('One-Click') ? leave(request, context) : GET(request, context)
}
