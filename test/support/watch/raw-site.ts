import { createServer, type AddressInfo, type Socket } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import type { LoopbackCertificate } from './loopback-certificate.ts'

export interface RawQuestion {
  method: string
  path: string
  /** Keyed by lower-case name. */
  headers: Readonly<Record<string, string>>
}

/** A site on the loopback interface that sends raw bytes. */
export interface RawSite {
  host: string
  asked: RawQuestion[]
  close(): Promise<void>
}

/**
 * @param answer what is sent before the connection closes, as bytes or as one character per byte; null never
 *   answers.
 * @param certificate with one, the site speaks https.
 */
export async function rawSite(
  answer: (question: RawQuestion) => string | Buffer | null,
  address = '127.0.0.1',
  certificate?: LoopbackCertificate,
): Promise<RawSite> {
  const asked: RawQuestion[] = []
  const open = new Set<Socket>()
  const serve = (socket: Socket): void => {
    let buffer = ''
    open.add(socket)
    socket.on('error', () => socket.destroy())
    socket.on('close', () => open.delete(socket))
    socket.on('data', (chunk) => {
      buffer += chunk.toString('latin1')
      if (!buffer.includes('\r\n\r\n')) return
      const [first = '', ...lines] = buffer.split('\r\n').filter(Boolean)
      buffer = ''
      const [method = '', path = ''] = first.split(' ')
      const headers = Object.fromEntries(
        lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.replace(/^[^:]*:\s*/, '')]),
      )
      const question = { method, path, headers }
      asked.push(question)
      const bytes = answer(question)
      if (bytes !== null) socket.end(Buffer.from(bytes as string, 'latin1'))
    })
  }
  const server = certificate ? createTlsServer(certificate, serve) : createServer(serve)
  await new Promise<void>((resolve) => server.listen(0, address, resolve))
  return {
    host: `${address}:${(server.address() as AddressInfo).port}`,
    asked,
    close: () =>
      new Promise((resolve) => {
        for (const socket of open) socket.destroy()
        server.close(() => resolve())
      }),
  }
}

/** An answer with its length; the body is left out for HEAD. */
export function rawAnswer(
  status: number,
  headers: readonly string[],
  body: string | Buffer = '',
  method = 'GET',
): Buffer {
  const bytes = Buffer.from(body as string, 'latin1')
  const head = [
    `HTTP/1.1 ${status} Said`,
    ...headers,
    `content-length: ${bytes.length}`,
    'connection: close',
    '',
    '',
  ].join('\r\n')
  return Buffer.concat([Buffer.from(head, 'latin1'), method === 'HEAD' ? Buffer.alloc(0) : bytes])
}
