import { pathToFileURL } from 'node:url'

/** A moment of a command: a call on a file whose path fits this expression. */
export interface Moment {
  call: string
  path: string
  when: 'before' | 'after'
  /** Which of the calls that fit; the first by default. */
  nth?: number
}

/** The environment of a command that is killed then. */
export const killedAt = (moment: Moment): Record<string, string> => ({
  KILLED_AT: JSON.stringify(moment),
  NODE_OPTIONS: `--import=${pathToFileURL('test/support/publish/killed-at.mjs').href}`,
})
