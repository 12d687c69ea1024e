import { formOf } from '../../answer.ts'
import { GET, POST as leave } from '../leave/route.ts'

/** Opening the address in a browser asks for confirmation, as the link in the mail itself does. */
export { GET }

/** Unsubscribes on an RFC 8058 one-click request; asks for confirmation on any other POST. */
export async function POST(request: Request, context: unknown): Promise<Response> {
  const form = await formOf(request.clone())
  return form('List-Unsubscribe').includes('One-Click') ? leave(request, context) : GET(request, context)
}
