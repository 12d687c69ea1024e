import { Worker } from 'node:worker_threads'
import { pageWithout, type PageText } from './page.ts'

/** Bytes of the longest PDF that is read. */
const MOST_BYTES = 32_000_000

/** Milliseconds, and megabytes, that reading one may take. */
const LONGEST = 30_000
const MOST_HEAP = 256
const MOST_BUFFERS = 300
const LOOK_EVERY = 100

/** What reading a PDF may take; the defaults are those of the watch. */
export interface PdfLimits {
  milliseconds?: number
  /** Megabytes outside the heap. */
  buffers?: number
}

/**
 * The text of a PDF, read in a thread that is ended when it takes too long or too much memory. It runs nothing that
 * the document holds and asks nothing of the network.
 */
export async function pdfPage(bytes: Uint8Array, limits: PdfLimits = {}): Promise<PageText> {
  if (bytes.byteLength > MOST_BYTES) return pageWithout('heavy')
  const thread = new Worker(new URL('./pdf-thread.ts', import.meta.url), {
    // A copy: the thread takes it over whole.
    workerData: new Uint8Array(bytes),
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: MOST_HEAP },
    stdout: true,
    stderr: true,
  })
  const { promise, resolve } = Promise.withResolvers<PageText>()
  thread.once('message', resolve)
  // Out of memory, or a failure nobody foresaw: the document, not the watch, is at fault.
  thread.once('error', (error: NodeJS.ErrnoException) =>
    resolve(pageWithout(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'heavy' : 'damaged')),
  )
  thread.once('exit', () => resolve(pageWithout('damaged')))
  const late = setTimeout(() => resolve(pageWithout('heavy')), limits.milliseconds ?? LONGEST)
  const most = (limits.buffers ?? MOST_BUFFERS) * 1e6
  const watching = setInterval(() => {
    thread.getHeapStatistics().then(
      ({ external_memory: external }) => external > most && resolve(pageWithout('heavy')),
      // The thread has ended: its message or its end says the rest.
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
