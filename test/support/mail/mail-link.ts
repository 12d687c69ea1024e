import { join } from 'node:path'
import { createClient } from '@libsql/client'
import { newToken, tokenHash } from '#lib/addresses.ts'
import { PATIENCE } from '../patience.ts'

/**
 * The token of a link mailed to a running server's newest subscriber. The database holds only a token's hash, so
 * this makes one of its own.
 */
export async function tokenFor(dataDir: string, purpose: 'confirm' | 'mail'): Promise<string> {
  const client = createClient({ url: `file:${join(dataDir, 'recourse.db')}` })
  try {
    await client.execute('PRAGMA busy_timeout = 5000')
    for (const until = Date.now() + PATIENCE; Date.now() < until;) {
      const { rows } = await client.execute('select id from subscribers order by created_at desc limit 1')
      const id = rows[0]?.id
      if (typeof id === 'string') {
        const token = newToken()
        const now = Date.now()
        await client.execute({
          sql: 'insert into mail_tokens (id, hash, subscriber, purpose, created_at, expires_at) values (?, ?, ?, ?, ?, ?)',
          args: [
            newToken(),
            tokenHash(token),
            id,
            purpose,
            new Date(now).toISOString(),
            new Date(now + 86_400_000).toISOString(),
          ],
        })
        return token
      }
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    throw new Error('Nobody has subscribed.')
  } finally {
    client.close()
  }
}
