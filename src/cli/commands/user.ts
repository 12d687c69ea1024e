import type { Command } from 'commander'
import { ROLE_NAMES } from '#domain/desk/actors.ts'
import { run } from '../run.ts'
import type { NewAccount } from '../work/users.ts'

const nothing = (): void => undefined
const print = (json: boolean, value: unknown, words: string): void =>
  void process.stdout.write(`${json ? JSON.stringify(value) : words}\n`)
const shown = ({ email, password }: NewAccount): string =>
  `${email}\nPassword: ${password}\nIt is shown only now. Change it in the admin under “Users”.`

const rolesIn = (text: string): string[] =>
  text
    .split(',')
    .map((role) => role.trim())
    .filter(Boolean)

function addCommand(user: Command): void {
  user
    .command('add')
    .description('Make an account and print its password, once.')
    .requiredOption('--name <name>', 'name, as it stands in records')
    .requiredOption('--email <address>', 'address to sign in with')
    .requiredOption('--roles <roles>', `one or more of ${Object.keys(ROLE_NAMES).join(', ')}, with commas`)
    .option('--json', 'print the account as JSON', false)
    .action(
      async ({ name, email, roles, json }: { name: string; email: string; roles: string; json: boolean }) => {
        const account = await run('user-add', { name, email, roles: rolesIn(roles) }, nothing)
        print(json, account, shown(account))
      },
    )
}

function listCommand(user: Command): void {
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
}

function passwordCommand(user: Command): void {
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

function rolesCommand(user: Command): void {
  user
    .command('roles')
    .argument('<address>', 'address of the account')
    .requiredOption(
      '--roles <roles>',
      `all that it is to have, of ${Object.keys(ROLE_NAMES).join(', ')}, with commas`,
    )
    .description(
      'Give an account these roles and no other, where there is no second administrator to confirm them.',
    )
    .option('--json', 'print the account as JSON', false)
    .action(async (email: string, { roles, json }: { roles: string; json: boolean }) => {
      const account = await run('user-roles', { email, roles: rolesIn(roles) }, nothing)
      print(json, account, `${account.email}: ${account.roles.join(', ')}`)
    })
}

function emailCommand(user: Command): void {
  user
    .command('email')
    .argument('<address>', 'address of the account')
    .argument('<new>', 'address that it is to have')
    .description('Give an account another address to sign in with.')
    .option('--json', 'print the account as JSON', false)
    .action(async (email: string, to: string, { json }: { json: boolean }) => {
      const account = await run('user-email', { email, to }, nothing)
      print(json, account, `${account.email}: it was ${email}.`)
    })
}

function secondFactorCommand(user: Command): void {
  user
    .command('second-factor')
    .argument('<address>', 'address of the account')
    .requiredOption('--take-off', 'take it off, with the recovery codes, and end all sessions')
    .description('Take the second factor off an account whose owner has lost it.')
    .option('--json', 'print the account as JSON', false)
    .action(async (email: string, { json }: { json: boolean }) => {
      const account = await run('user-second-factor', { email }, nothing)
      print(
        json,
        account,
        `${account.email}: there is no second factor any more, and it is signed out everywhere.`,
      )
    })
}

/** `recourse user` */
export function userCommand(program: Command): void {
  const user = program.command('user').description('Keep the accounts of the staff.')
  for (const add of [
    addCommand,
    listCommand,
    passwordCommand,
    rolesCommand,
    emailCommand,
    secondFactorCommand,
  ])
    add(user)
}
