import { existsSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import createNext from 'next'
import { NotReady } from '../exit-codes.ts'

/**
 * Starts Next for admin and API. It uses the database connection of this process and opens none.
 * @throws {NotReady} if Next was not built.
 */
export async function startNext(
  root: string,
): Promise<(request: IncomingMessage, response: ServerResponse) => Promise<void>> {
  if (!existsSync(join(root, '.next', 'BUILD_ID')))
    throw new NotReady(
      'The admin is not built yet. Run “npm run build”, or “npm start”, which does it for you.',
    )
  const app = createNext({ dev: false, dir: root, quiet: true })
  await app.prepare()
  const handle = app.getRequestHandler()
  return (request, response) => handle(request, response)
}
