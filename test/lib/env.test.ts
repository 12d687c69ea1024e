import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { EnvProblem, readEnv, type Env } from '#lib/env.ts'

const DEFAULTS: Env = {
  publicUrl: 'http://127.0.0.1:3000',
  allowedHosts: '',
  host: '127.0.0.1',
  port: 3000,
  workerPort: null,
  trustedProxies: '',
  dataDir: resolve('data'),
  database: { kind: 'sqlite', url: `file:${resolve('data/recourse.db')}` },
  secondFactor: 'off',
  secondFactorMinutes: 15,
  securityContact: null,
  singleSignOn: null,
  siteTimeZone: 'UTC',
  smtpUrl: null,
  mailFilesDays: 30,
  smtpConnections: 4,
  mailPerSecond: 50,
  mailPerSecondDomain: 5,
  dkim: null,
  outboundAllow: '',
  watch: true,
  nzLegislationKeyFile: null,
  mailFrom: 'recourse@localhost.localdomain',
  prints: { prints: ['guide', 'sheet', 'card', 'large'], variants: ['open', 'discreet'] },
  publishTo: [],
  ssh: null,
  serverUrl: null,
  subscribeUrl: 'http://127.0.0.1:3000',
  backup: { to: null, recipients: [], passphraseFile: null, keep: { days: 7, weeks: 4, months: 12 } },
  chromePath: null,
  searchPath: '',
  logLevel: 'info',
}

const problem = (source: Record<string, string>): string => {
  try {
    readEnv(source)
    return 'not refused'
  } catch (error) {
    if (error instanceof EnvProblem) return error.message
    throw error
  }
}

describe('the environment', () => {
  it('reaches targets over SSH with a key, which must be named', () => {
    const PUBLISH_TO = 'ssh://me@guides.example/srv/www'
    expect(problem({ PUBLISH_TO })).toContain(`SSH_KEY_FILE: ${PUBLISH_TO} is reached with a key.`)
    expect(problem({ PUBLISH_TO, SSH_KEY_FILE: 'key' })).toContain('SSH_KEY_FILE: must be a full path')
    expect(readEnv({ PUBLISH_TO, SSH_KEY_FILE: '/srv/key' }).ssh).toEqual({
      keyFile: '/srv/key',
      knownHosts: null,
    })
    expect(readEnv({ SSH_KEY_FILE: '/srv/key' }).ssh).toBeNull()
  })

  it('needs nothing', () => {
    expect(readEnv({})).toEqual(DEFAULTS)
  })

  it('takes an empty variable for one that is not set', () => {
    expect(
      readEnv({
        PUBLIC_URL: '',
        HOST: '',
        PORT: '',
        DATA_DIR: '',
        DATABASE_URL: '',
        SMTP_URL: '',
        SITE_TIMEZONE: '',
        LOG_LEVEL: undefined,
        PAYLOAD_DROP_DATABASE: '',
      }),
    ).toEqual(DEFAULTS)
  })

  it.each<[string, Record<string, string>, Partial<Env>]>([
    [
      'the address of readers, without a slash at its end',
      { PUBLIC_URL: 'https://guides.example.org/' },
      { publicUrl: 'https://guides.example.org' },
    ],
    [
      'the address at which hosts reach the server',
      { SERVER_URL: 'https://server.example.org/' },
      { serverUrl: 'https://server.example.org' },
    ],
    [
      'the address at which readers subscribe',
      { SUBSCRIBE_URL: 'https://mail.example.org/' },
      { subscribeUrl: 'https://mail.example.org' },
    ],
    ['a port', { PORT: '8080' }, { port: 8080, publicUrl: 'http://127.0.0.1:8080' }],
    ['any port that is free', { PORT: '0' }, { port: 0, publicUrl: 'http://127.0.0.1:0' }],
    ['an interface', { HOST: '192.0.2.7' }, { host: '192.0.2.7', publicUrl: 'http://192.0.2.7:3000' }],
    ['every interface', { HOST: '0.0.0.0' }, { host: '0.0.0.0', publicUrl: 'http://localhost:3000' }],
    [
      'a data folder, with the database in it',
      { DATA_DIR: '/srv/recourse/' },
      { dataDir: '/srv/recourse', database: { kind: 'sqlite', url: 'file:/srv/recourse/recourse.db' } },
    ],
    [
      'a data folder beside the code',
      { DATA_DIR: 'other' },
      {
        dataDir: resolve('other'),
        database: { kind: 'sqlite', url: `file:${resolve('other/recourse.db')}` },
      },
    ],
    [
      'a file',
      { DATABASE_URL: 'file:/srv/one.db' },
      { database: { kind: 'sqlite', url: 'file:/srv/one.db' } },
    ],
    [
      'a file beside the code',
      { DATABASE_URL: 'file:one.db' },
      { database: { kind: 'sqlite', url: `file:${resolve('one.db')}` } },
    ],
    [
      'a replica set',
      { DATABASE_URL: 'mongodb://db/recourse?replicaSet=rs0' },
      { database: { kind: 'mongodb', url: 'mongodb://db/recourse?replicaSet=rs0', transactions: true } },
    ],
    [
      'a replica set by its name',
      { DATABASE_URL: 'mongodb+srv://db/recourse' },
      { database: { kind: 'mongodb', url: 'mongodb+srv://db/recourse', transactions: true } },
    ],
    [
      'a server without transactions',
      { DATABASE_URL: 'mongodb://db/recourse', DATABASE_TRANSACTIONS: 'none' },
      { database: { kind: 'mongodb', url: 'mongodb://db/recourse', transactions: false } },
    ],
    ['a time zone', { SITE_TIMEZONE: 'Pacific/Auckland' }, { siteTimeZone: 'Pacific/Auckland' }],
    [
      'a mail server',
      { SMTP_URL: 'smtps://user:word@mail.example.org:465' },
      { smtpUrl: 'smtps://user:word@mail.example.org:465' },
    ],
    ['its proxies', { TRUSTED_PROXIES: '10.0.0.7, fd00::/8' }, { trustedProxies: '10.0.0.7, fd00::/8' }],
    [
      'how fast mail goes',
      { SMTP_CONNECTIONS: '8', MAIL_PER_SECOND: '10', MAIL_PER_SECOND_DOMAIN: '0.5' },
      { smtpConnections: 8, mailPerSecond: 10, mailPerSecondDomain: 0.5 },
    ],
    [
      'a key that mail is signed by',
      { DKIM_DOMAIN: 'example.org', DKIM_SELECTOR: 'guides', DKIM_KEY_FILE: '/srv/dkim.pem' },
      { dkim: { domain: 'example.org', selector: 'guides', keyFile: '/srv/dkim.pem' } },
    ],
    [
      'a key of a register',
      { NZ_LEGISLATION_API_KEY_FILE: '/srv/nz-key' },
      { nzLegislationKeyFile: '/srv/nz-key' },
    ],
    ['a sender', { MAIL_FROM: 'desk@example.org' }, { mailFrom: 'desk@example.org' }],
    ['a browser', { CHROME_PATH: '/usr/bin/chromium' }, { chromePath: '/usr/bin/chromium' }],
    ['where programs are', { PATH: '/usr/bin:/bin' }, { searchPath: '/usr/bin:/bin' }],
    ['a level of the log', { LOG_LEVEL: 'silent' }, { logLevel: 'silent' }],
    ['no other print', { PRINTS: 'none' }, { prints: { prints: ['guide'], variants: ['open'] } }],
    [
      'some prints',
      { PRINTS: 'large, discreet,sheet' },
      { prints: { prints: ['guide', 'sheet', 'large'], variants: ['open', 'discreet'] } },
    ],
    ['nothing else', { NODE_ENV: 'test', HOME: '/root', DATABASE_URI: 'x' }, {}],
  ])('may name %s', (_name, source, expected) => {
    const { publicUrl: subscribeUrl = DEFAULTS.publicUrl } = expected
    expect(readEnv(source)).toEqual({ ...DEFAULTS, subscribeUrl, ...expected })
  })

  it('refuses a part of a key to sign by', () => {
    expect(problem({ DKIM_DOMAIN: 'example.org' })).toContain('belong together')
  })

  it('names an identity provider in full, where nobody can read along', () => {
    const OIDC_ISSUER = 'https://login.example.org/realms/staff'
    const rest = { OIDC_CLIENT_ID: 'recourse', OIDC_CLIENT_SECRET_FILE: '/srv/secret' }
    const named = { OIDC_ISSUER, ...rest }
    expect(readEnv({ ...named, PUBLIC_URL: 'https://guides.example.org' }).singleSignOn).toEqual({
      issuer: OIDC_ISSUER,
      clientId: 'recourse',
      secretFile: '/srv/secret',
      name: 'your organisation',
    })
    // A trial at the provider of the organisation, and one on one machine.
    expect(readEnv({ ...named, OIDC_NAME: 'Example' }).singleSignOn?.name).toBe('Example')
    for (const issuer of ['http://localhost:8080', 'http://127.0.0.1:8080/realm', 'http://[::1]:8080'])
      expect(readEnv({ ...named, OIDC_ISSUER: issuer }).singleSignOn?.issuer).toBe(issuer)

    for (const each of Object.keys(named))
      expect(problem({ ...named, [each]: '' })).toContain('belong together')
    const https = 'OIDC_ISSUER: must begin with https'
    expect(problem({ ...named, OIDC_ISSUER: 'http://login.example.org' })).toContain(https)
    expect(problem({ ...named, OIDC_ISSUER: 'http://localhost.example.org' })).toContain(https)
    const PUBLIC_URL = 'https://guides.example.org'
    expect(problem({ ...named, PUBLIC_URL, OIDC_ISSUER: 'http://localhost:8080' })).toContain(https)
    expect(problem({ ...named, PUBLIC_URL: 'http://guides.example.org' })).toContain(
      'PUBLIC_URL: must begin with https where there is an OIDC_ISSUER',
    )
    expect(problem({ ...named, HOST: '192.0.2.7' })).toContain('PUBLIC_URL: must begin with https')
    expect(problem({ ...named, OIDC_ISSUER: 'https://login.example.org?x' })).toContain('without ? and #')
    expect(problem({ ...named, OIDC_ISSUER: 'login.example.org' })).toContain('OIDC_ISSUER: ')
    expect(problem({ ...named, OIDC_CLIENT_SECRET_FILE: 'secret' })).toContain('OIDC_CLIENT_SECRET_FILE: ')
  })

  it.each<[string, string, string]>([
    ['PUBLIC_URL', 'guides.example.org', 'must be scheme, host and port alone: https://guides.example.org'],
    [
      'PUBLIC_URL',
      'ftp://guides.example.org',
      'must be scheme, host and port alone: https://guides.example.org',
    ],
    ['PRINTS', 'sheet,poster', '“poster” is no print: name sheet, card, large, discreet, or none'],
    [
      'ALLOWED_HOSTS',
      'www.example.org,*',
      '“*” is no host: write www.example.org, www.example.org:8443 or [2001:db8::7]',
    ],
    ['PORT', 'http', 'Invalid input: expected number, received NaN'],
    ['PORT', '-1', 'Too small: expected number to be >=0'],
    ['PORT', '65536', 'Too big: expected number to be <=65535'],
    ['PORT', '80.5', 'Invalid input: expected int, received number'],
    ['DATABASE_URL', 'postgres://db/recourse', 'must start with file: or mongodb://'],
    ['DATABASE_URL', '/srv/one.db', 'must start with file: or mongodb://'],
    ['DATABASE_TRANSACTIONS', 'maybe', 'Invalid option: expected one of "required"|"none"'],
    [
      'SITE_TIMEZONE',
      'Mars/Base',
      'is not a time zone: use a name of the IANA database, for example Europe/London',
    ],
    ['SMTP_URL', 'https://mail.example.org', 'Invalid URL'],
    ['MAIL_FROM', 'Recourse', 'Invalid email address'],
    [
      'TRUSTED_PROXIES',
      '10.0.0.7,proxy',
      '“proxy” is no address or network: write 192.0.2.7 or 192.0.2.0/24',
    ],
    ['SMTP_CONNECTIONS', '0', 'Too small: expected number to be >=1'],
    ['MAIL_PER_SECOND', '0', 'Too small: expected number to be >0'],
    ['LOG_LEVEL', 'loud', 'Invalid option: expected one of "debug"|"info"|"warn"|"error"|"silent"'],
  ])('refuses %s=%s, and says why', (name, value, message) => {
    expect(problem({ [name]: value })).toBe(`The environment is not usable:\n  ${name}: ${message}`)
  })

  it('names everything that is wrong at once', () => {
    expect(problem({ PORT: 'x', LOG_LEVEL: 'x', SITE_TIMEZONE: 'UTC' })).toBe(
      'The environment is not usable:\n  PORT: Invalid input: expected number, received NaN\n  LOG_LEVEL: Invalid option: expected one of "debug"|"info"|"warn"|"error"|"silent"',
    )
  })

  it.each(['true', 'false', '0'])('refuses PAYLOAD_DROP_DATABASE=%s, whatever else is set', (value) => {
    expect(problem({ PAYLOAD_DROP_DATABASE: value, PORT: 'x' })).toBe(
      'PAYLOAD_DROP_DATABASE is set: it would empty the database at start. Unset it.',
    )
  })

  it.each([
    'https://example.org/guides',
    'https://example.org/?a=1',
    'https://example.org/#top',
    'https://user:word@example.org',
  ])('refuses PUBLIC_URL=%s', (value) => {
    expect(problem({ PUBLIC_URL: value })).toContain('PUBLIC_URL: ')
  })

  it.each([
    ['::1', 'http://[::1]:3000'],
    ['::', 'http://localhost:3000'],
  ])('makes of HOST=%s the address %s', (value, publicUrl) => {
    expect(readEnv({ HOST: value }).publicUrl).toBe(publicUrl)
  })
})
