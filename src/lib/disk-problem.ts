/** The disk is unusable: says what is wrong and what to do, for the operator. */
export class DiskUnusable extends Error {
  override name = 'DiskUnusable'
}

const WORDS: Record<string, (path: string) => string> = {
  EROFS: (path) => `The disk that holds ${path} can only be read. Make it writable, then try again.`,
  ENOSPC: (path) => `The disk that holds ${path} is full. Make room, then try again.`,
  EDQUOT: (path) => `There is no more room for this account where ${path} is. Make room, then try again.`,
  EACCES: (path) => `This account may not use ${path}. Give it the right to read and write there.`,
  EPERM: (path) => `This account may not use ${path}. Give it the right to read and write there.`,
  EIO: (path) => `The disk that holds ${path} fails. Look at it before anything else is saved.`,
  ENOTDIR: (path) => `A file stands where a folder is needed: ${path}. Move it away, then try again.`,
}

interface SystemError extends Error {
  code?: string
  path?: string
  /** Set for sockets. */
  address?: string
}

/** What is wrong with the disk, if it caused an error; null for any other error. */
export function diskProblem(error: unknown): DiskUnusable | null {
  for (let at = error, depth = 0; at instanceof Error && depth < 8; at = at.cause, depth += 1) {
    if (at instanceof DiskUnusable) return at
    const { code = '', path, address } = at as SystemError
    const words = WORDS[code]
    if (words) return new DiskUnusable(words(path ?? address ?? 'the data'), { cause: error })
  }
  return null
}
