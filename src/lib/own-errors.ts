/** These errors are the process's own, not the disk's: too many open files, or no memory. */
const OWN = new Set(['EMFILE', 'ENFILE', 'ENOMEM'])

/** True for an error that says nothing of the file that was asked for. */
export const isOwnError = (error: unknown): boolean =>
  OWN.has(String((error as NodeJS.ErrnoException | null)?.code))

/**
 * Stands in place of a file that is lost or cannot be read: `readFile(path).catch(orElse(null))`. An error of the
 * process itself is thrown on, because it must not be taken for a lost file.
 */
export const orElse =
  <T>(value: T) =>
  (error: unknown): T => {
    if (isOwnError(error)) throw error
    return value
  }
