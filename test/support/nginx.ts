import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { freePort } from './server.ts'

const BINARY = ['nginx', '/usr/sbin/nginx'].find((path) => spawnSync(path, ['-v']).error === undefined)

/** True where nginx is not installed. */
export const noNginx = BINARY === undefined

export interface Nginx {
  port: number
  stop(): Promise<void>
}

/** A real nginx in front of a server, configured as in `docs/operations.md`. */
export const startNginx = (upstream: string): Promise<Nginx> =>
  startNginxWith(`location / {
      proxy_pass ${upstream};
      proxy_http_version 1.1;
      proxy_set_header Host $host:$server_port;
      proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
      proxy_set_header X-Forwarded-Proto $scheme;
    }`)

/** A real nginx on the loopback. @param block what its server block holds. */
export async function startNginxWith(block: string, port?: number): Promise<Nginx> {
  const free = port ?? (await freePort())
  return startNginxHttp(`server {\n    listen 127.0.0.1:${free};\n    ${block}\n  }`, free)
}

/**
 * A real nginx, with all its files in one folder.
 * @param http what its http block holds.
 * @param port one of those that it listens on, on the loopback.
 */
export async function startNginxHttp(http: string, port: number): Promise<Nginx> {
  if (BINARY === undefined) throw new Error('There is no nginx here.')
  const folder = mkdtempSync(join(tmpdir(), 'recourse-nginx-'))
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name}_temp_path ${folder}/${name};`,
  )
  writeFileSync(
    join(folder, 'nginx.conf'),
    `daemon off; master_process off; pid ${folder}/pid; error_log stderr warn;
events { worker_connections 256; }
http {
  access_log off;
  ${temporary.join('\n  ')}
  ${http}
}
`,
  )
  const child = spawn(BINARY, ['-p', folder, '-e', 'stderr', '-c', join(folder, 'nginx.conf')], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let output = ''
  child.stderr.on('data', (chunk: Buffer) => {
    output += chunk.toString()
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  for (let left = 100; !(await listens(port)); left -= 1) {
    if (left === 0 || child.exitCode !== null) throw new Error(`nginx does not listen:\n${output}`)
    await pause(50)
  }
  return {
    port,
    stop: async () => {
      child.kill('SIGTERM')
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const listens = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    socket.once('connect', () => socket.destroy())
  })
