import { resolve } from 'node:path'

let folder = process.cwd()

/** Says in which folder the command was called. It runs in that of the installation, to which settings are relative. */
export function calledIn(path: string): void {
  folder = path
}

/** A path as somebody gave it to a command: relative to where they called it. */
export const givenPath = (path: string): string => resolve(folder, path)
