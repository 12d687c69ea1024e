// The peers, in their own process, so that their traffic is not counted as ours. Reports their addresses and, on
// request, how often the internal server was reached.
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import { generate } from 'selfsigned'
import { PEERS, type Certificate } from './peers.ts'
import type { Script } from './script.ts'

const DAY = 86_400_000
const ending = Date.now() + 10 * 60_000

const listening = (server: Server, host = '127.0.0.1'): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, host, () => resolve((server.address() as AddressInfo).port))
  })

const authority = await generate([{ name: 'commonName', value: 'Recourse tests' }], {
  keyType: 'ec',
  algorithm: 'sha256',
  extensions: [
    { name: 'basicConstraints', cA: true, critical: true },
    { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
  ],
})

async function certificate(kind: Certificate): Promise<{ key: string; cert: string }> {
  const from = {
    ended: -60,
    'not-yet': 300,
    good: -1,
    'ends-soon': -1,
    'self-signed': -1,
    'another-name': -1,
  }[kind]
  const days = { ended: 30, 'not-yet': 90, good: 90, 'ends-soon': 11, 'self-signed': 90, 'another-name': 90 }[
    kind
  ]
  const notBeforeDate = new Date(Date.now() + from * DAY)
  const made = await generate([{ name: 'commonName', value: kind }], {
    keyType: 'ec',
    algorithm: 'sha256',
    notBeforeDate,
    notAfterDate: new Date(notBeforeDate.getTime() + days * DAY),
    extensions: [
      { name: 'basicConstraints', cA: false },
      {
        name: 'subjectAltName',
        altNames:
          kind === 'another-name' ? [{ type: 2, value: 'other.test' }] : [{ type: 7, ip: '127.0.0.1' }],
      },
    ],
    ...(kind === 'self-signed' ? {} : { ca: { key: authority.private, cert: authority.cert } }),
  })
  return { key: made.private, cert: made.cert }
}

let hits = 0
const inside = createServer((socket) => {
  hits += 1
  socket.on('error', () => undefined).end('HTTP/1.1 200 OK\r\ncontent-length: 6\r\n\r\nsecret')
})
const insidePort = await listening(inside)

/** Another internal address of this machine, where it has one. */
const alsoInside = (port: number, host: string): Promise<void> =>
  new Promise((resolve) => {
    const other = createServer((socket) => {
      hits += 1
      socket.destroy()
    })
    other.once('error', () => resolve())
    other.listen(port, host, () => resolve())
  })
await alsoInside(insidePort, '::1')

const filled = (text: string, port: number): string =>
  text
    .replaceAll('{inside}', String(insidePort))
    .replaceAll('{port}', String(port))
    .replaceAll('{host}', `127.0.0.1:${port}`)

function serve(script: Script, port: () => number): (socket: Socket) => void {
  let times = 0
  return (socket) => {
    let buffer = ''
    socket.on('error', () => socket.destroy())
    socket.on('data', (chunk) => {
      // A TLS handshake is answered in plain text, as not understood.
      if (buffer === '' && chunk[0] === 0x16) return void socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')
      buffer += chunk.toString('latin1')
      for (let end = buffer.indexOf('\r\n\r\n'); end >= 0; end = buffer.indexOf('\r\n\r\n')) {
        const [method = '', path = ''] = buffer.split(' ', 2)
        const cookie = /^cookie: (.*)$/im.exec(buffer.slice(0, end).replaceAll('\r', ''))?.[1] ?? null
        buffer = buffer.slice(end + 4)
        // The port in a script is known only now.
        const write = socket.write.bind(socket)
        const told = ((data: string | Buffer, ...rest: never[]) =>
          write(typeof data === 'string' ? filled(data, port()) : data, ...rest)) as typeof socket.write
        socket.write = told
        script({ method, path, cookie, times: times++ }, socket)
        socket.write = write
      }
    })
  }
}

const urls: string[] = []
const ports: number[] = []
for (const { does, certificate: kind, asks } of PEERS) {
  let port = 0
  const onSocket = serve(does ?? (() => undefined), () => port)
  const server = kind ? createTlsServer(await certificate(kind), onSocket) : createServer(onSocket)
  server.on('tlsClientError', () => undefined)
  port = await listening(server)
  if (asks?.includes('rebinding.test')) await alsoInside(port, '127.0.0.66')
  if (does === null) await new Promise((resolve) => server.close(resolve))
  ports.push(port)
  urls.push(asks ? filled(asks, port) : `${kind ? 'https' : 'http'}://127.0.0.1:${port}/page`)
}

process.send?.({ urls, ports, authority: authority.cert })
process.on('message', () => process.send?.(hits))
process.on('disconnect', () => process.exit(0))
setTimeout(() => process.exit(1), ending - Date.now()).unref()
