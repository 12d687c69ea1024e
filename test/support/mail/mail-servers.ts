import { createServer, type Server, type Socket } from 'node:net'

/** How a scripted mail server differs from a well-behaved one. */
export interface Script {
  greeting?: string | null
  /** Answers by verb, `DOT` for the end of the message: an answer, null for none, `drop` to close the connection. */
  answers?: Partial<
    Record<'EHLO' | 'STARTTLS' | 'MAIL' | 'RCPT' | 'DATA' | 'DOT' | 'QUIT' | 'RSET', string | null>
  >
  /** Closes the connection after this many bytes of the message. */
  dropAfter?: number
  /** Milliseconds before each answer. */
  delay?: number
}

export interface ScriptedServer {
  url: string
  /** Current script: a changed greeting applies from the next connection. */
  script: Script
  /** Commands received, in order. */
  commands: string[]
  /** Messages received in full, up to the final dot. */
  messages: string[]
  connections: number
  open(): number
  close(): Promise<void>
}

const WELL: Required<Script>['answers'] = {
  EHLO: '250-scripted\r\n250 8BITMIME',
  STARTTLS: '454 not now',
  MAIL: '250 2.1.0 ok',
  RCPT: '250 2.1.5 ok',
  DATA: '354 go on',
  DOT: '250 2.0.0 taken',
  QUIT: '221 bye',
  RSET: '250 2.0.0 ok',
}

/** Serves one connection by the script. */
function talk(socket: Socket, state: ScriptedServer): void {
  const { script } = state
  const answers = { ...WELL, ...script.answers }
  let buffer = ''
  let data: string | null = null
  const say = (answer: string | null | undefined): void => {
    if (answer === null || answer === undefined) return
    if (answer === 'drop') return void socket.destroy()
    setTimeout(() => {
      if (!socket.writable) return
      socket.write(`${answer}\r\n`)
      if (answer.startsWith('421') || answer.startsWith('221')) socket.end()
    }, script.delay ?? 0)
  }
  say(script.greeting === undefined ? '220 scripted ESMTP' : script.greeting)
  socket.on('data', (chunk) => {
    buffer += chunk.toString('latin1')
    for (;;) {
      if (data !== null) {
        if (script.dropAfter !== undefined && buffer.length >= script.dropAfter) return void socket.destroy()
        const end = `\r\n${buffer}`.indexOf('\r\n.\r\n')
        if (end < 0) return
        state.messages.push(buffer.slice(0, end))
        buffer = buffer.slice(end + 3)
        data = null
        say(answers.DOT)
        continue
      }
      const line = buffer.indexOf('\r\n')
      if (line < 0) return
      const command = buffer.slice(0, line)
      buffer = buffer.slice(line + 2)
      state.commands.push(command)
      const verb = command.split(/[ :]/, 1)[0]?.toUpperCase() as keyof typeof WELL
      const answer = verb in answers ? answers[verb] : '502 5.5.2 what?'
      if (verb === 'DATA' && answer?.startsWith('354')) data = ''
      say(answer)
    }
  })
}

/** A scripted mail server on the loopback interface. */
export async function scriptedServer(script: Script, host = '127.0.0.1'): Promise<ScriptedServer> {
  const sockets = new Set<Socket>()
  const state: ScriptedServer = {
    url: '',
    script,
    commands: [],
    messages: [],
    connections: 0,
    open: () => sockets.size,
    close: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  const server: Server = createServer((socket) => {
    state.connections += 1
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => socket.destroy())
    talk(socket, state)
  })
  await new Promise<void>((resolve) => server.listen(0, host, resolve))
  const address = server.address()
  state.url = `smtp://${host}:${typeof address === 'object' && address ? address.port : 0}`
  return state
}
