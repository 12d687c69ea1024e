import { Worker } from 'node:worker_threads'
import { pageWithout, type PageText } from './page.ts'

/** Maximum bytes of a PDF. */
const MOST_BYTES = 32_000_000

/** Maximum milliseconds and megabytes for reading one. */
const LONGEST = 30_000
const MOST_HEAP = 256
const MOST_BUFFERS = 300
const LOOK_EVERY = 100

/** Limits for reading a PDF; the defaults are the watch's. */
export interface PdfLimits {
  milliseconds?: number
  /** Megabytes outside the heap. */
  buffers?: number
}

/**
 * The text of a PDF, read in a thread that is terminated when it exceeds its time or memory. It runs no code of the
 * document and makes no network request.
 */
export async function pdfPage(bytes: Uint8Array, limits: PdfLimits = {}): Promise<PageText> {
  if (bytes.byteLength > MOST_BYTES) return pageWithout('heavy')
  const thread = new Worker(new URL('./pdf-thread.ts', import.meta.url), {
    // A copy, because the thread takes ownership of the buffer.
    workerData: new Uint8Array(bytes),
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: MOST_HEAP },
    stdout: true,
    stderr: true,
  })
  const { promise, resolve } = Promise.withResolvers<PageText>()
  thread.once('message', resolve)
  // Out of memory or an unforeseen failure: the document's fault, not the watch's.
  thread.once('error', (error: NodeJS.ErrnoException) =>
    resolve(pageWithout(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'heavy' : 'damaged')),
  )
  thread.once('exit', () => resolve(pageWithout('damaged')))
  const late = setTimeout(() => resolve(pageWithout('heavy')), limits.milliseconds ?? LONGEST)
  const most = (limits.buffers ?? MOST_BUFFERS) * 1e6
  const watching = setInterval(() => {
    thread.getHeapStatistics().then(
      ({ external_memory: external }) => external > most && resolve(pageWithout('heavy')),
      // The thread has ended: its message or exit reports the rest.
      () => undefined,
    )
  }, LOOK_EVERY)
  try {
    return await promise
  } finally {
    clearTimeout(late)
    clearInterval(watching)
    await thread.terminate()
  }
}
