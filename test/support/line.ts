import { once } from 'node:events'
import { connect, createServer, type Server, type Socket } from 'node:net'

/** A proxy in front of a server, which can go down and come back. */
export class Line {
  readonly #sockets = new Set<Socket>()
  #server: Server | null = null
  port = 0
  readonly #to: { host: string; port: number }

  constructor(to: { host: string; port: number }) {
    this.#to = to
  }

  async open(): Promise<void> {
    this.#server = createServer((socket) => {
      const onward = connect(this.#to)
      for (const [each, other] of [
        [socket, onward],
        [onward, socket],
      ] as const) {
        this.#sockets.add(each)
        each.on('error', () => other.destroy()).on('close', () => this.#sockets.delete(each))
        each.pipe(other)
      }
    }).listen(this.port, '127.0.0.1')
    await once(this.#server, 'listening')
    this.port = (this.#server.address() as { port: number }).port
  }

  async cut(): Promise<void> {
    const closed = this.#server && once(this.#server, 'close')
    this.#server?.close()
    for (const socket of this.#sockets) socket.destroy()
    await closed
  }
}
