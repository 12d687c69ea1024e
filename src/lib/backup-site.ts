import { createHmac } from 'node:crypto'
import { secret } from './secrets.ts'

/**
 * By what the backups of a site are told from those of others in the same place: eight hex digits. They are made of the
 * key by which its subscribers are looked up, which all its processes share, which a restore brings back, and without which its
 * list of who has left means nothing.
 */
export const backupSite = (dataDir: string): string =>
  createHmac('sha256', secret(dataDir, 'address-lookup')).update('backups').digest('hex').slice(0, 8)
