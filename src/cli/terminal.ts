import type { Report } from './work/report.ts'

const STEPS: Record<string, string> = {
  snapshot: 'Reading what is live',
  print: 'Printing PDFs',
  render: 'Rendering pages',
  load: 'Loading the corpus',
  links: 'Checking links',
  quotes: 'Looking for words',
  dates: 'Looking at dates',
  push: 'Pushing the release',
  backup: 'Backing up',
  'check-backup': 'Checking the backup',
  'restore-files': 'Restoring files',
  'restore-rows': 'Restoring the database',
  copy: 'Copying',
  prove: 'Proving that it is the same',
  done: 'Done',
}
const WIDTH = 24

/** Shows progress: a bar on a terminal, one line per step elsewhere, nothing for machines. */
export function progressTo(
  stream: NodeJS.WriteStream,
  { json }: { json: boolean },
): Report & { end(): void } {
  let last = ''
  const report = (step: string, done: number, total: number): void => {
    if (json || step === 'done') return
    const words = STEPS[step] ?? step
    if (stream.isTTY) {
      const filled = total === 0 ? WIDTH : Math.round((done / total) * WIDTH)
      stream.write(
        `\r\x1b[2K${words.padEnd(22)} ${'█'.repeat(filled)}${'░'.repeat(WIDTH - filled)} ${done}/${total}`,
      )
      if (done === total && last !== step) stream.write('\n')
    } else if (step !== last && done <= 1) stream.write(`${words} …\n`)
    if (done === total || !stream.isTTY) last = step
  }
  return Object.assign(report, { end: () => void (stream.isTTY && stream.write('\r\x1b[2K')) })
}

/** Formats milliseconds as seconds. */
export const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`
