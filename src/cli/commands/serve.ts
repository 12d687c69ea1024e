import type { Command } from 'commander'

/** `recourse serve` */
export function serveCommand(program: Command): void {
  program
    .command('serve')
    .description('Serve the site, the admin and the API.')
    .option('--sample', 'fill an empty installation with sample content and accounts, and publish it', false)
    .action(async ({ sample }: { sample: boolean }) => (await import('../serve/serve.ts')).serve({ sample }))
}
