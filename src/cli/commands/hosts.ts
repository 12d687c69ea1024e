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
    .action(async ({ folder }: { folder?: string }) => {
      const [{ env, listeningAt }, { nginxText }] = await Promise.all([
        import('#lib/env.ts'),
        import('#pipelines/hosts/nginx.ts'),
      ])
      const { publicUrl, serverUrl, subscribeUrl, publishTo, host, port } = env()
      const pushedTo = folder ?? publishTo.find((each) => each.kind === 'folder')?.path
      if (pushedTo === undefined)
        throw new UsageProblem(
          'Nothing is pushed to a folder here. Name the folder with --folder, or set PUBLISH_TO.',
        )
      process.stdout.write(
        nginxText({
          publicUrl,
          serverUrl: serverUrl ?? listeningAt(host, port),
          subscribeUrl,
          folder: pushedTo,
        }),
      )
    })
}
