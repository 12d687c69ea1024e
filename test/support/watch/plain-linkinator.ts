// Plain linkinator in its own process: it checks the links of a page on a server of its own.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { LinkChecker, LinkState } from 'linkinator'

process.on('disconnect', () => process.exit(0))
process.on('message', (urls: string[]) => {
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' })
    response.end(urls.map((url) => `<a href="${url}"></a>`).join('\n'))
  })
  server.listen(0, '127.0.0.1', () => {
    const path = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
    const since = performance.now()
    void new LinkChecker().check({ path }).then(({ links }) => {
      const ok = links.filter(({ url, state }) => url !== path && state === LinkState.OK).length
      process.send?.({ seconds: (performance.now() - since) / 1000, ok })
      server.close()
    })
  })
})
process.send?.('ready')
