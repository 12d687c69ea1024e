import type { Command } from 'commander'

/** `recourse key show`, `recourse key rotate` */
export function keyCommand(program: Command): void {
  const key = program.command('key').description('Show or rotate the key that signs releases.')
  key
    .command('show')
    .description(
      'Print the public keys of this installation as PEM, the one that signs first. Hand them to whoever verifies releases. A site publishes them at /signing-keys.json.',
    )
    .option('--json', 'print them as JSON', false)
    .action(async (options: { json: boolean }) => (await import('../signing-key.ts')).showKeys(options))
  key
    .command('rotate')
    .description(
      'Replace the signing key by a new one, which the old one signs. The private part of the old one is deleted; the next release is signed with the new key.',
    )
    .option('--json', 'print the new key as JSON', false)
    .action(async (options: { json: boolean }) => (await import('../signing-key.ts')).rotateKey(options))
}
