import { FEED_TYPES, fileOf, HOST_FILES, isReaderForm, paths, READER_FORMS } from '#domain/publish/paths.ts'
import { awayPage } from '#templates/away.ts'
import { BY_SERVER } from './by-server.ts'
import { JSON_FEED, lastingHeaders, TYPES } from './headers.ts'

interface Options {
  /** The hosts that are answered, and whether every name of the machine itself is. */
  hosts: { listed: readonly { name: string }[]; trial: boolean }
  /** Address of the site, whose host the server must be asked for. */
  publicUrl: string
  /** Address at which nginx reaches the server. */
  serverUrl: string
  /** Address at which people outside reach forms (`/subscribe`, `/report`, `/expert`); that of the site where nginx passes it on. */
  subscribeUrl: string
  /** Folder that releases are pushed to: a plain path. */
  folder: string
  /**
   * Address of a name server at which nginx finds the server anew, so that it starts and serves pages while there is
   * none; null where the address names a machine that is always known.
   */
  resolver?: string | null
}

const quoted = (text: string): string => `"${text.replace(/["\\]/g, '\\$&')}"`

/** Types that are worth compressing. */
const TEXTS = [TYPES.html, TYPES.json, TYPES.atom, TYPES.txt, TYPES.xml, FEED_TYPES.json]

/** A file whose type its extension does not tell. */
const typed = (pattern: string, type: string): string =>
  `  location ~ ${pattern} {\n    types { }\n    default_type ${quoted(type)};\n  }`

/** Servers with several names choose a certificate by the one that they are asked for. */
const overTls = (serverUrl: string): string =>
  serverUrl.startsWith('https:') ? '  proxy_ssl_server_name on;\n' : ''

/** Where nginx passes requests on. Only a name in a variable is asked for again, and may be unknown at first. */
const passedTo = (serverUrl: string, resolver: string | null): string =>
  resolver === null
    ? `  proxy_pass ${serverUrl};`
    : `  resolver ${resolver} valid=5s;\n  set $recourse ${serverUrl};\n  proxy_pass $recourse;`

/** Names of the machine itself. */
const ITSELF = String.raw`(?:.*\.)?localhost|127(?:\.[0-9]+){3}|\[::1\]`

/** Pattern of the names that nginx answers, as it writes them in `$host`: lower-case, without port and trailing dot. */
function namesOf({ listed, trial }: Options['hosts']): string {
  const names = [...new Set(listed.map(({ name }) => name.replace(/[.[\]]/g, String.raw`\$&`)))]
  return `^(?:${[...names, ...(trial ? [ITSELF] : [])].join('|')})$`
}

const misdirected = (hosts: Options['hosts']): string =>
  `# What is for another host is misdirected. ALLOWED_HOSTS names further ones.
if ($host !~ "${namesOf(hosts)}") {
  return 421;
}`

/** A large import is one request that takes minutes: nginx gives up after one by itself. */
const IMPORT = 'api/exchange/import'

/** Sends readers to forms elsewhere. */
const sentTo = (subscribeUrl: string): string =>
  `location ~ ^/(?:${READER_FORMS.join('|')})(?:/|$) {\n  return 302 ${subscribeUrl}$request_uri;\n}\n\n`

/** What a location needs that passes requests on. */
const passedOnText = ({
  publicUrl,
  serverUrl,
  resolver = null,
}: Pick<Options, 'publicUrl' | 'serverUrl' | 'resolver'>): string => `  client_max_body_size 2m;
${passedTo(serverUrl, resolver)}
${overTls(serverUrl)}  proxy_http_version 1.1;
  proxy_set_header Host ${new URL(publicUrl).host};
  proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
  proxy_set_header X-Forwarded-Proto $scheme;
  error_page 502 504 = @away;`

/** What a server block of nginx needs to answer as this server does. */
export function nginxText({
  hosts,
  publicUrl,
  serverUrl,
  subscribeUrl,
  folder,
  resolver = null,
}: Options): string {
  const elsewhere = subscribeUrl !== publicUrl
  const passedOn = BY_SERVER.filter((part) => !elsewhere || !isReaderForm(part))
  const headers = Object.entries(lastingHeaders(publicUrl.startsWith('https:')))
    .map(([name, value]) => `  add_header ${name} ${quoted(value)} always;`)
    .join('\n')
  const passed = passedOnText({ publicUrl, serverUrl, resolver })
  const host = HOST_FILES.map(fileOf).join('|')
  return `# What a server block needs to serve ${publicUrl} from pushed releases.
${misdirected(hosts)}
root ${folder}/current;
default_type application/octet-stream;
types {
${Object.entries(TYPES)
  .map(([extension, type]) => `  ${quoted(type)} ${extension};`)
  .join('\n')}
}
gzip on;
gzip_vary on;
gzip_types ${TEXTS.map(quoted).join(' ')};
# Each file is also there as brotli. Where nginx has the module for it:
# brotli_static on;
error_page 404 ${paths.notFound};

location = /.well-known/security.txt {
  rewrite ^ ${paths.securityTxt} last;
}

location / {
${headers}
  try_files $uri $uri/index.html =404;
${typed(`/${JSON_FEED.replace('.', '\\.')}$`, FEED_TYPES.json)}
${typed(`^/(?:${host})$`, TYPES.txt)}
}

${elsewhere ? sentTo(subscribeUrl) : ''}# What no file answers: ${elsewhere ? '' : 'forms of readers and '}the admin. The server must trust this proxy: TRUSTED_PROXIES.
location ~ ^/(?:${passedOn.join('|')})(?:/|$) {
${passed}
}
location = /${IMPORT} {
  proxy_read_timeout 600s;
${passed}
}
location @away {
${headers}
  add_header Retry-After 60 always;
  types { }
  default_type ${quoted(TYPES.html)};
  return 503 ${quoted(awayPage())};
}
`
}

/**
 * What the server block of port 80 needs. The address is that of the settings: a host that somebody asks for is not
 * always the site, and the port of https not always 443.
 */
export const nginxRedirectText = (
  publicUrl: string,
): string => `# Sends whoever comes without TLS to ${publicUrl}.
location / {
  return 301 ${publicUrl}$request_uri;
}
`
