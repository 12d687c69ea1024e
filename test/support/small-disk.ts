import { spawnSync } from 'node:child_process'

/** Whether a size-limited disk can be mounted here: that needs root. */
export const mayMount =
  process.platform === 'linux' && process.getuid?.() === 0 && spawnSync('mount', ['--version']).status === 0

/** Mounts a disk of this many bytes over a folder. @throws {Error} where that is impossible. */
export function mountDisk(folder: string, bytes: number): void {
  const { status, stderr } = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${bytes}`, 'tmpfs', folder])
  if (status !== 0) throw new Error(`No small disk: ${stderr.toString()}`)
}

export const unmountDisk = (folder: string): void => void spawnSync('umount', ['-l', folder])
