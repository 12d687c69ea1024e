// Hosts on the loopback interface, in their own process: each answers normally after 20 ms, except the first,
// which, by the given kind, resets connections or answers 429 above 20 in flight. Reports their addresses, and the
// peak number of concurrent requests at the busiest.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

const DELAY = 20
const TOO_MANY = 20

const [kind = 'well', count = '10'] = process.argv.slice(2)
const BODY = `<!doctype html><title>Page</title>${'<p>Words of a page that is there.</p>'.repeat(50)}`
let most = 0

function host(at: number): Promise<number> {
  let flying = 0
  const server = createServer((request, response) => {
    flying += 1
    most = Math.max(most, flying)
    const sheds = at === 0 && flying > TOO_MANY
    response.on('close', () => {
      flying -= 1
    })
    if (sheds && kind === 'resets') return void request.socket.resetAndDestroy()
    setTimeout(() => {
      const status = request.url?.startsWith('/page-') ? (sheds && kind === 'sheds' ? 429 : 200) : 404
      response.writeHead(status, { 'content-type': 'text/html' }).end(BODY)
    }, DELAY)
  })
  return new Promise((resolve) =>
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)),
  )
}

const ports: number[] = []
for (let at = 0; at < Number(count); at += 1) ports.push(await host(at))
process.send?.(ports)
process.on('message', () => process.send?.(most))
process.on('disconnect', () => process.exit(0))
