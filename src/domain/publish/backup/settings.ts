import { targetsOf, type BucketTarget, type FolderTarget } from '../targets.ts'

/** Where backups are put: a folder of this machine, or one mounted on it, or a bucket. */
export type BackupPlace = FolderTarget | BucketTarget

/** @throws {Error} where it is no folder and no bucket. */
export function backupPlace(address: string): BackupPlace {
  const [place, more] = targetsOf(address)
  if (!place || more) throw new Error('must be one place: /srv/backups, or s3://bucket/prefix')
  if (place.kind === 'ssh')
    throw new Error(
      'must be a folder or a bucket: mount the folder of another machine, or fetch backups from here',
    )
  return place
}

/** Public keys of age. @throws {Error} naming what is none. */
export function recipientsOf(list: string): string[] {
  const recipients = list
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '')
  const other = recipients.find((each) => !/^age1[a-z0-9]{50,}$/.test(each))
  if (other !== undefined)
    throw new Error(
      'must be public keys that begin with age1: “recourse backup --new-key <file>” makes one. A private key never stands here',
    )
  return recipients
}

/** How many backups are kept: the newest of each of so many days, weeks and months. */
export interface KeptBackups {
  days: number
  weeks: number
  months: number
}

/** @throws {Error} where these are not three numbers. */
export function keptOf(text: string): KeptBackups {
  const numbers = text.split(',').map((each) => each.trim())
  const [days = 0, weeks = 0, months = 0] = numbers.map(Number)
  if (numbers.length !== 3 || !numbers.every((each) => /^\d{1,4}$/.test(each)) || days < 1)
    throw new Error('must be three numbers, of days, weeks and months, the first at least 1: 7,4,12')
  return { days, weeks, months }
}
