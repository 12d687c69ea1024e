import { createHmac, randomInt } from 'node:crypto'
import { RECOVERY_CODES } from '#domain/desk/second-factor.ts'
import { bothForms, withPortableIds } from '#domain/portable-ids.ts'
import { secret } from '../secrets.ts'

/** Can be read aloud and from paper, without similar-looking letters. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789'
const LENGTH = 10

const newCode = (): string => {
  const code = Array.from({ length: LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')
  return `${code.slice(0, LENGTH / 2)}-${code.slice(LENGTH / 2)}`
}

/** Ten codes of 49 bits each. */
export const newRecoveryCodes = (): string[] => Array.from({ length: RECOVERY_CODES }, newCode)

/** A code as it is compared: without hyphen, spaces and capitals. */
const plain = (code: string): string => code.toLowerCase().replace(/[^a-z0-9]/g, '')

/** Whether a text has the form of a recovery code. */
export const isRecoveryCode = (code: string): boolean => plain(code).length === LENGTH

const hashFor = (dataDir: string, account: string, code: string): string =>
  createHmac('sha256', secret(dataDir, 'second-factors'))
    .update(`${account} ${plain(code)}`)
    .digest('hex')

/**
 * The hash of a code, with a key that is not in the database: a copy of the database does not tell the code. The id is
 * that which the account keeps in the other kind of database.
 */
export const recoveryHash = (dataDir: string, account: string, code: string): string =>
  hashFor(dataDir, withPortableIds(account), code)

/** The hashes under which a code may be kept: also that of before ids were portable. */
export const recoveryHashes = (dataDir: string, account: string, code: string): string[] =>
  bothForms(account).map((id) => hashFor(dataDir, id, code))
