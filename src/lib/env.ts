import { isAbsolute, resolve } from 'node:path'
import { z } from 'zod'
import { SECOND_FACTOR, type SecondFactorRule } from '#domain/desk/second-factor.ts'
import { MAX_ADDRESS } from '#domain/mail-address.ts'
import { PRINTS, VARIANTS, type WantedPrints } from '#domain/publish/paths.ts'
import {
  backupPlace,
  keptOf,
  recipientsOf,
  type BackupPlace,
  type KeptBackups,
} from '#domain/publish/backup/settings.ts'
import { isPlainPath } from '#domain/publish/plain-path.ts'
import { isThisMachine } from '#domain/publish/site-address.ts'
import { targetsOf, type Target } from '#domain/publish/targets.ts'
import { listedHosts } from './hosts.ts'
import { allowedHosts } from './outbound/allowed.ts'
import { addressList } from './throttle.ts'

const port = z.coerce.number().int().min(0).max(65_535)

const count = z.coerce.number().int().min(1).max(1_000)
const rate = z.coerce.number().positive().max(1_000_000)

const timeZone = z.string().refine((zone) => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch {
    return false
  }
}, 'is not a time zone: use a name of the IANA database, for example Europe/London')

/** Text that one of our parsers accepts; its error message says what to fix. */
const readBy = (read: (text: string) => unknown) =>
  z.string().check((context) => {
    try {
      read(context.value)
    } catch (error) {
      context.issues.push({ code: 'custom', input: context.value, message: (error as Error).message })
    }
  })

/** Whether the text is an origin like `https://guides.example.org`: no path, query, fragment or user. */
const isOrigin = (text: string): boolean =>
  /^https?:/.test(text) &&
  URL.canParse(text) &&
  new URL(text).origin === text.replace(/\/$/, '').toLowerCase()

/** A path that ssh and rsync read without quotes. */
const plainPath = z
  .string()
  .refine(isPlainPath, 'must be a full path with letters, digits and . _ @ + - between its slashes')

/** The prints named in a list, besides the whole guide, which is always made. */
function printsOf(list: string): WantedPrints {
  const named = list.split(',').map((each) => each.trim())
  const known: readonly string[] = [...PRINTS, 'discreet', 'none']
  const unknown = named.find((each) => !known.includes(each))
  if (unknown !== undefined)
    throw new Error(`“${unknown}” is no print: name sheet, card, large, discreet, or none`)
  return {
    prints: PRINTS.filter((print) => print === 'guide' || named.includes(print)),
    variants: VARIANTS.filter((variant) => variant === 'open' || named.includes(variant)),
  }
}

/** Every variable that Recourse reads. Nothing else reads `process.env`. */
const schema = z.object({
  /** Public URL for readers and editors, without a path. Under https cookies are Secure. Default: HOST and PORT. */
  PUBLIC_URL: z
    .string()
    .refine(isOrigin, 'must be scheme, host and port alone: https://guides.example.org')
    .optional(),
  /**
   * Further hosts that the server answers for, besides those of PUBLIC_URL, SERVER_URL and SUBSCRIBE_URL,
   * comma-separated: `www.example.org, 10.0.0.7:3000`; each with one port or for all.
   */
  ALLOWED_HOSTS: readBy(listedHosts).default(''),
  /** Interface to listen on. */
  HOST: z.string().default('127.0.0.1'),
  /** Port to listen on; 0 picks a free one. */
  PORT: port.default(3000),
  /** Port on HOST at which a worker without a server answers `/healthz` and `/metrics`; without it, none. */
  WORKER_PORT: port.optional(),
  /**
   * Addresses and networks of the proxies in front of this server, comma-separated: their `X-Forwarded-For` is
   * trusted.
   */
  TRUSTED_PROXIES: readBy(addressList).default(''),
  /** Releases, the embedded database, secrets and outgoing mail. */
  DATA_DIR: z.string().default('data'),
  /** `file:` for the embedded SQLite in DATA_DIR, `file:/path`, or `mongodb://…` of a replica set. */
  DATABASE_URL: z
    .string()
    .regex(/^(file:|mongodb(\+srv)?:\/\/)/, 'must start with file: or mongodb://')
    .default('file:'),
  /** `none` runs on a MongoDB without transactions. For tests only: a crash can leave related writes incomplete. */
  DATABASE_TRANSACTIONS: z.enum(['required', 'none']).default('required'),
  /**
   * Who must have a second factor besides a password: nobody (`off`), reviewers and administrators (`approvers`), or
   * everybody (`all`). Who has one is asked for it whatever this says.
   */
  SECOND_FACTOR: z.enum(SECOND_FACTOR).default('off'),
  /** Minutes after which a second factor is asked for again before somebody approves or changes accounts. */
  SECOND_FACTOR_MINUTES: z.coerce.number().positive().max(480).default(15),
  /**
   * Identity provider (OpenID Connect) that staff may sign in at: the address under which it publishes what it is, the
   * name of this site there, the file of the secret that it gave this site, and its own name as people know it. Its
   * answers come to PUBLIC_URL, `/api/users/single-sign-on/answer`. Both addresses are https, or mean this machine.
   */
  OIDC_ISSUER: z
    .url({ protocol: /^https?$/ })
    .refine((text) => !/[?#]/.test(text), 'must be the issuer as the provider writes it, without ? and #')
    .optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET_FILE: plainPath.optional(),
  OIDC_NAME: z.string().max(40).default('your organisation'),
  /** Time zone of the site's day: releases, overdue labels, go-live days. */
  SITE_TIMEZONE: timeZone.default('UTC'),
  /** `smtp://user:password@host:port` or `smtps://…`. Without it mail is written to DATA_DIR/mail as .eml files. */
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  /** Days for which mail files are kept. */
  MAIL_FILES_DAYS: z.coerce.number().int().min(1).max(3_650).default(30),
  /** Concurrent connections to the mail server. */
  SMTP_CONNECTIONS: count.default(4),
  /** Maximum mails per second that one process hands over: in total, and per domain. */
  MAIL_PER_SECOND: rate.default(50),
  MAIL_PER_SECOND_DOMAIN: rate.default(5),
  /** Domain and selector of the DKIM key for mail to subscribers, and the file of the private key (PEM). */
  DKIM_DOMAIN: z.string().optional(),
  DKIM_SELECTOR: z.string().optional(),
  DKIM_KEY_FILE: z.string().optional(),
  /** `off`: no scheduled requests to other sites, and no mail about them. */
  WATCH: z.enum(['on', 'off']).default('on'),
  /** Non-public hosts that the watch may contact, comma-separated: `intranet.example.org:8443, 10.0.0.7`. */
  OUTBOUND_ALLOW: readBy(allowedHosts).default(''),
  /** File of the key that the Parliamentary Counsel Office of New Zealand gave for its API of legislation. */
  NZ_LEGISLATION_API_KEY_FILE: plainPath.optional(),
  /** Sender of mail to the staff. */
  MAIL_FROM: z.email().max(MAX_ADDRESS).default('recourse@localhost.localdomain'),
  /**
   * What is printed of each guide besides the whole of it, comma-separated: `sheet`, `card`, `large`, and `discreet` for a
   * discreet variant of each; or `none`.
   */
  PRINTS: readBy(printsOf).default('sheet,card,large,discreet'),
  /**
   * Folders, buckets and folders of other machines that each release is pushed to, comma-separated: `/srv/www,
   * s3://bucket/prefix, ssh://user@host/path`.
   */
  PUBLISH_TO: readBy(targetsOf).default(''),
  /** The private key with which releases are pushed over SSH, without a passphrase. */
  SSH_KEY_FILE: plainPath.optional(),
  /** The keys of the hosts that are pushed to over SSH; without it, those that ssh knows by itself. */
  SSH_KNOWN_HOSTS_FILE: plainPath.optional(),
  /** Address at which a host of pushed releases reaches this server, without a path: `/subscribe` is passed on to it. */
  SERVER_URL: z
    .string()
    .refine(isOrigin, 'must be scheme, host and port alone: https://server.example.org')
    .optional(),
  /**
   * Address at which readers reach `/subscribe`, without a path, where the host of the pages does not pass it on:
   * that host redirects there. Default: PUBLIC_URL.
   */
  SUBSCRIBE_URL: z
    .string()
    .refine(isOrigin, 'must be scheme, host and port alone: https://subscribe.example.org')
    .optional(),
  /** Folder or bucket into which the worker puts a backup each night: `/srv/backups`, `s3://bucket/prefix`. */
  BACKUP_TO: readBy(backupPlace).optional(),
  /** Public keys (`age1…`) that the private part of a backup is encrypted for, comma-separated. */
  BACKUP_RECIPIENT: readBy(recipientsOf).optional(),
  /** File of a passphrase that the private part of a backup is encrypted with, where there is no key. */
  BACKUP_PASSPHRASE_FILE: plainPath.optional(),
  /** How many backups are kept: of the last days, weeks and months. */
  BACKUP_KEEP: readBy(keptOf).default('7,4,12'),
  /** Whom to tell of a weakness: `mailto:` or https, for `/.well-known/security.txt`. Without it there is no such file. */
  SECURITY_CONTACT: z.url({ protocol: /^(mailto|https)$/ }).optional(),
  /** Path of Chrome or Chromium; without it the usual places are searched. */
  CHROME_PATH: z.string().optional(),
  /** Program search path; set by every system. */
  PATH: z.string().default(''),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
})

/** The names of all variables that Recourse reads, of the system's too. */
export const SETTINGS: readonly string[] = Object.keys(schema.shape)

/** How other machines are reached over SSH. */
export interface SshAccess {
  keyFile: string
  /** Null: those that ssh reads by itself. */
  knownHosts: string | null
}

/** The environment as the rest of the code sees it: parsed, with defaults and absolute paths. */
export interface Env {
  publicUrl: string
  /** Comma-separated, as given; empty for none. */
  allowedHosts: string
  host: string
  port: number
  /** Null: a worker without a server listens nowhere. */
  workerPort: number | null
  /** Comma-separated, as given; empty for none. */
  trustedProxies: string
  dataDir: string
  database: { kind: 'sqlite'; url: string } | { kind: 'mongodb'; url: string; transactions: boolean }
  secondFactor: SecondFactorRule
  secondFactorMinutes: number
  /** Null: staff sign in with their passwords alone. */
  singleSignOn: { issuer: string; clientId: string; secretFile: string; name: string } | null
  siteTimeZone: string
  smtpUrl: string | null
  mailFilesDays: number
  smtpConnections: number
  mailPerSecond: number
  mailPerSecondDomain: number
  /** Null: mail is not signed. */
  dkim: { domain: string; selector: string; keyFile: string } | null
  /** Comma-separated, as given; empty for none. */
  outboundAllow: string
  watch: boolean
  /** Null: the register of New Zealand is not read. */
  nzLegislationKeyFile: string | null
  mailFrom: string
  prints: WantedPrints
  publishTo: readonly Target[]
  /** How targets over SSH are reached; null where there is none. */
  ssh: SshAccess | null
  /** Without a trailing slash; null if hosts of pushed releases do not reach this server. */
  serverUrl: string | null
  /** Without a trailing slash; that of the site, unless readers subscribe elsewhere. */
  subscribeUrl: string
  backup: {
    /** Null: none is made by itself. */
    to: BackupPlace | null
    recipients: readonly string[]
    passphraseFile: string | null
    keep: KeptBackups
  }
  /** Address, with its scheme; null where nobody is named. */
  securityContact: string | null
  chromePath: string | null
  searchPath: string
  logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent'
}

export class EnvProblem extends Error {
  override name = 'EnvProblem'
}

/** The address at which this machine itself reaches the listener. */
export function listeningAt(host: string, port: number): string {
  const everywhere = host === '0.0.0.0' || host === '::'
  return `http://${everywhere ? 'localhost' : host.includes(':') ? `[${host}]` : host}:${port}`
}

function database(url: string, dataDir: string, transactions: boolean): Env['database'] {
  if (!url.startsWith('file:')) return { kind: 'mongodb', url, transactions }
  const path = url.slice('file:'.length)
  return {
    kind: 'sqlite',
    url: `file:${path === '' ? resolve(dataDir, 'recourse.db') : isAbsolute(path) ? path : resolve(path)}`,
  }
}

/**
 * A database beside the one that the settings name, for a copy.
 * @throws {EnvProblem} if the address cannot be one.
 */
export function databaseAt(
  url: string,
  { dataDir, database: of }: Pick<Env, 'dataDir' | 'database'>,
): Env['database'] {
  if (!/^(file:|mongodb(\+srv)?:\/\/)/.test(url))
    throw new EnvProblem(`“${url.split(':')[0]}:…” is no database: write file:, file:/path, or mongodb://…`)
  return database(url, dataDir, of.kind === 'sqlite' || of.transactions)
}

/** @throws {EnvProblem} if a part of it is missing. */
function dkim(domain = '', selector = '', keyFile = ''): Env['dkim'] {
  const given = [domain, selector, keyFile].filter(Boolean).length
  if (given === 0) return null
  if (given < 3)
    throw new EnvProblem(
      'The environment is not usable:\n  DKIM_DOMAIN, DKIM_SELECTOR and DKIM_KEY_FILE belong together: give all three, or none.',
    )
  return { domain, selector, keyFile: resolve(keyFile) }
}

/** @throws {EnvProblem} if a part of it is missing, or could be read on its way. */
function singleSignOn(
  publicUrl: string,
  {
    OIDC_ISSUER: issuer,
    OIDC_CLIENT_ID: clientId,
    OIDC_CLIENT_SECRET_FILE: secretFile,
    OIDC_NAME: name,
  }: z.infer<typeof schema>,
): Env['singleSignOn'] {
  if (issuer === undefined && clientId === undefined && secretFile === undefined) return null
  if (issuer === undefined || clientId === undefined || secretFile === undefined)
    throw new EnvProblem(
      'The environment is not usable:\n  OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET_FILE belong together: give all three, or none.',
    )
  if (!issuer.startsWith('https:') && !(isThisMachine(issuer) && isThisMachine(publicUrl)))
    throw new EnvProblem(
      `The environment is not usable:\n  OIDC_ISSUER: must begin with https: whoever reads along could sign in as anybody. Over http, ${issuer} and PUBLIC_URL (${publicUrl}) must both mean this machine.`,
    )
  if (!publicUrl.startsWith('https:') && !isThisMachine(publicUrl))
    throw new EnvProblem(
      `The environment is not usable:\n  PUBLIC_URL: must begin with https where there is an OIDC_ISSUER: ${publicUrl} is where browsers bring its answers.`,
    )
  return { issuer, clientId, secretFile, name }
}

/**
 * The targets, none of which is a folder in the data folder or around it: one would publish what the other keeps.
 * @throws {EnvProblem} naming the folder.
 */
function outside(dataDir: string, targets: readonly Target[]): readonly Target[] {
  const within = (path: string, folder: string): boolean => `${path}/`.startsWith(`${folder}/`)
  const inside = targets.find(
    (each) => each.kind === 'folder' && (within(each.path, dataDir) || within(dataDir, each.path)),
  )
  if (inside)
    throw new EnvProblem(
      `The environment is not usable:\n  PUBLISH_TO: ${inside.address} and DATA_DIR (${dataDir}) lie in one another. The data folder holds secrets: name a folder apart from it.`,
    )
  return targets
}

/** @throws {EnvProblem} if a target needs a key and there is none. */
function sshAccess(
  targets: readonly Target[],
  keyFile: string | undefined,
  knownHosts: string | undefined,
): Env['ssh'] {
  const first = targets.find(({ kind }) => kind === 'ssh')
  if (!first) return null
  if (keyFile === undefined)
    throw new EnvProblem(
      `The environment is not usable:\n  SSH_KEY_FILE: ${first.address} is reached with a key. Name the file of its private half.`,
    )
  return { keyFile, knownHosts: knownHosts ?? null }
}

/**
 * Parses an environment.
 * @throws {EnvProblem} naming each invalid variable and what it must be.
 */
export function readEnv(source: Record<string, string | undefined>): Env {
  if (source.PAYLOAD_DROP_DATABASE)
    throw new EnvProblem('PAYLOAD_DROP_DATABASE is set: it would empty the database at start. Unset it.')
  const given = Object.fromEntries(
    Object.entries(source).filter(([, value]) => value !== undefined && value !== ''),
  )
  const parsed = schema.safeParse(given)
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`)
    throw new EnvProblem(`The environment is not usable:\n${lines.join('\n')}`)
  }
  const values = parsed.data
  const dataDir = resolve(values.DATA_DIR)
  const publicUrl = (values.PUBLIC_URL ?? listeningAt(values.HOST, values.PORT)).replace(/\/$/, '')
  const publishTo = outside(dataDir, targetsOf(values.PUBLISH_TO))
  return {
    publicUrl,
    allowedHosts: values.ALLOWED_HOSTS,
    host: values.HOST,
    port: values.PORT,
    workerPort: values.WORKER_PORT ?? null,
    trustedProxies: values.TRUSTED_PROXIES,
    dataDir,
    database: database(values.DATABASE_URL, dataDir, values.DATABASE_TRANSACTIONS === 'required'),
    secondFactor: values.SECOND_FACTOR,
    secondFactorMinutes: values.SECOND_FACTOR_MINUTES,
    singleSignOn: singleSignOn(publicUrl, values),
    siteTimeZone: values.SITE_TIMEZONE,
    smtpUrl: values.SMTP_URL ?? null,
    mailFilesDays: values.MAIL_FILES_DAYS,
    smtpConnections: values.SMTP_CONNECTIONS,
    mailPerSecond: values.MAIL_PER_SECOND,
    mailPerSecondDomain: values.MAIL_PER_SECOND_DOMAIN,
    dkim: dkim(values.DKIM_DOMAIN, values.DKIM_SELECTOR, values.DKIM_KEY_FILE),
    outboundAllow: values.OUTBOUND_ALLOW,
    watch: values.WATCH === 'on',
    nzLegislationKeyFile: values.NZ_LEGISLATION_API_KEY_FILE ?? null,
    mailFrom: values.MAIL_FROM,
    prints: printsOf(values.PRINTS),
    publishTo,
    ssh: sshAccess(publishTo, values.SSH_KEY_FILE, values.SSH_KNOWN_HOSTS_FILE),
    serverUrl: values.SERVER_URL?.replace(/\/$/, '') ?? null,
    subscribeUrl: values.SUBSCRIBE_URL?.replace(/\/$/, '') ?? publicUrl,
    backup: {
      to: values.BACKUP_TO === undefined ? null : backupPlace(values.BACKUP_TO),
      recipients: recipientsOf(values.BACKUP_RECIPIENT ?? ''),
      passphraseFile: values.BACKUP_PASSPHRASE_FILE ?? null,
      keep: keptOf(values.BACKUP_KEEP),
    },
    securityContact: values.SECURITY_CONTACT ?? null,
    chromePath: values.CHROME_PATH ?? null,
    searchPath: values.PATH,
    logLevel: values.LOG_LEVEL,
  }
}

let current: Env | undefined

/** The environment of this process, read once. */
export function env(): Env {
  current ??= readEnv(process.env)
  return current
}

/** Variables that make other programs use a proxy and so bypass our guards. */
const PROXIES = ['http_proxy', 'https_proxy', 'all_proxy', 'node_use_env_proxy']

/** Removes them from the environment of this process. */
export function unsetProxies(): void {
  for (const name of Object.keys(process.env))
    if (PROXIES.includes(name.toLowerCase())) delete process.env[name]
}
