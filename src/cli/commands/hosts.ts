import { isIP } from 'node:net'
import { InvalidArgumentError, type Command } from 'commander'
import { targetsOf } from '#domain/publish/targets.ts'
import { UsageProblem } from '../exit-codes.ts'

function folderOf(text: string): string {
  try {
    const [target, ...more] = targetsOf(text)
    if (target?.kind === 'folder' && more.length === 0) return target.path
  } catch (error) {
    throw new InvalidArgumentError((error as Error).message)
  }
  throw new InvalidArgumentError('Name one folder.')
}

function serverOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null
  if (url && /^https?:$/.test(url.protocol) && url.origin === text.replace(/\/$/, '')) return url.origin
  throw new InvalidArgumentError('Write scheme, host and port alone: http://app:3000')
}

function resolverOf(text: string): string {
  if (isIP(text)) return isIP(text) === 6 ? `[${text}]` : text
  throw new InvalidArgumentError('Write the address of a name server: 127.0.0.11')
}

interface Given {
  folder?: string
  server?: string
  resolver?: string
  redirect?: true
}

/** `recourse hosts nginx` */
export function hostsCommand(program: Command): void {
  const hosts = program
    .command('hosts')
    .description('Show how other web servers serve the releases that are pushed to them.')
  hosts
    .command('nginx')
    .description(
      'Print what a server block of nginx needs to serve pushed releases as this server does, and to pass subscriptions and the admin on to it. It holds for every release.',
    )
    .option(
      '--folder <folder>',
      'folder that releases are pushed to (default: the first folder in PUBLISH_TO)',
      folderOf,
    )
    .option(
      '--server <url>',
      'address at which nginx reaches the server (default: SERVER_URL, else HOST and PORT)',
      serverOf,
    )
    .option(
      '--resolver <address>',
      'name server at which nginx looks the server up again and again: for a server that moves, as in containers',
      resolverOf,
    )
    .option(
      '--redirect',
      'print instead what the server block of port 80 needs: it sends everybody to PUBLIC_URL, which is https',
    )
    .action(async ({ folder, server, resolver, redirect }: Given) => {
      const [{ env, listeningAt }, { ownHosts }, { nginxRedirectText, nginxText }] = await Promise.all([
        import('#lib/env.ts'),
        import('#lib/hosts.ts'),
        import('#pipelines/hosts/nginx.ts'),
      ])
      const { publicUrl, serverUrl, subscribeUrl, publishTo, host, port } = env()
      if (redirect === true) {
        if (!publicUrl.startsWith('https:'))
          throw new UsageProblem(
            `PUBLIC_URL is ${publicUrl}: only a site with https has something to send readers to. Set it, or leave out --redirect.`,
          )
        process.stdout.write(nginxRedirectText(publicUrl))
        return
      }
      const pushedTo = folder ?? publishTo.find((each) => each.kind === 'folder')?.path
      if (pushedTo === undefined)
        throw new UsageProblem(
          'Nothing is pushed to a folder here. Name the folder with --folder, or set PUBLISH_TO.',
        )
      process.stdout.write(
        nginxText({
          hosts: ownHosts(env()),
          publicUrl,
          serverUrl: server ?? serverUrl ?? listeningAt(host, port),
          subscribeUrl,
          folder: pushedTo,
          resolver: resolver ?? null,
        }),
      )
    })
}
