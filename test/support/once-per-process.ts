/** What files of tests that share a process made in it, by name. */
export const MADE = Symbol.for('recourse.test.made')
const made = ((globalThis as { [MADE]?: Map<string, unknown> })[MADE] ??= new Map())

/** The value as the first file of this process made it. */
export function oncePerProcess<T>(name: string, make: () => T): T {
  if (!made.has(name)) made.set(name, make())
  return made.get(name) as T
}
