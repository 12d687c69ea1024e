/** Nothing in such a path needs quoting, in whatever reads it. */
const PATH = /^(\/[\w.@+-]+)+$/

/** Whether a text is the full path of a folder or file, with letters, digits and `. _ @ + -` between its slashes. */
export const isPlainPath = (path: string): boolean =>
  PATH.test(path) && path.split('/').every((part) => part !== '.' && part !== '..')
