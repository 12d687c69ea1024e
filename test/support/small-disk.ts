import { spawnSync } from 'node:child_process'

/** Whether a disk of any size can be made here: that needs root. */
export const mayMount =
  process.platform === 'linux' && process.getuid?.() === 0 && spawnSync('mount', ['--version']).status === 0

/** Lays a disk of so many bytes over a folder. @throws {Error} where that cannot be done. */
export function mountDisk(folder: string, bytes: number): void {
  const { status, stderr } = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${bytes}`, 'tmpfs', folder])
  if (status !== 0) throw new Error(`No small disk: ${stderr.toString()}`)
}

export const unmountDisk = (folder: string): void => void spawnSync('umount', ['-l', folder])
