// The static-file library alone over a release folder: the baseline for our server. It reports its port.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import sirv from 'sirv'

const server = createServer(sirv(process.argv[2], { brotli: true, etag: true, dev: false }))
server.listen({ port: 0, host: '127.0.0.1', backlog: 8_192 }, () =>
  process.send?.((server.address() as AddressInfo).port),
)
process.on('disconnect', () => process.exit(0))
