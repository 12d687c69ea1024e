import type { Command } from 'commander'
import { ROLE_NAMES } from '#domain/actors.ts'
import { run } from '../run.ts'
import type { NewAccount } from '../work/users.ts'

const nothing = (): void => undefined
const print = (json: boolean, value: unknown, words: string): void =>
  void process.stdout.write(`${json ? JSON.stringify(value) : words}\n`)
const shown = ({ email, password }: NewAccount): string =>
  `${email}\nPassword: ${password}\nIt is shown only now. Change it in the admin under “Users”.`

/** `recourse user` */
export function userCommand(program: Command): void {
  const user = program.command('user').description('Keep the accounts of the staff.')
  user
    .command('add')
    .description('Make an account and print its password, once.')
    .requiredOption('--name <name>', 'name, as it stands in records')
    .requiredOption('--email <address>', 'address to sign in with')
    .requiredOption('--roles <roles>', `one or more of ${Object.keys(ROLE_NAMES).join(', ')}, with commas`)
    .option('--json', 'print the account as JSON', false)
    .action(
      async ({ name, email, roles, json }: { name: string; email: string; roles: string; json: boolean }) => {
        const account = await run(
          'user-add',
          {
            name,
            email,
            roles: roles
              .split(',')
              .map((role) => role.trim())
              .filter(Boolean),
          },
          nothing,
        )
        print(json, account, shown(account))
      },
    )
  user
    .command('list')
    .description('List the accounts.')
    .option('--json', 'print them as JSON', false)
    .action(async ({ json }: { json: boolean }) => {
      const staff = await run('user-list', undefined as never, nothing)
      print(
        json,
        staff,
        staff.map(({ email, name, roles }) => `${email}  ${name}  ${roles.join(', ')}`).join('\n') ||
          'There are no accounts yet: make one with “recourse user add”.',
      )
    })
  user
    .command('password')
    .argument('<address>', 'address of the account')
    .description('Give an account a new password and print it, once.')
    .option('--json', 'print the account as JSON', false)
    .action(async (email: string, { json }: { json: boolean }) => {
      const account = await run('user-password', { email }, nothing)
      print(json, account, shown(account))
    })
}
