// Setup for a machine with only Node 20 or newer and npm. Each step first checks whether it is needed, so that
// running it again is quick. Plain JavaScript and the standard library: nothing is installed yet when it starts.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url))
const windows = process.platform === 'win32'

/** The Node version the project pins, once installed. */
export const node = join(root, 'node_modules', 'node', 'bin', windows ? 'node.exe' : 'node')

const say = (text) => console.error(`\x1b[2m[set-up]\x1b[0m ${text}`)

class SetUpFailed extends Error {}

/** Runs a command in the project folder; its output goes to the terminal or, with `quiet`, into the result. */
export function run(command, args, { quiet = false, env = {} } = {}) {
  const result = spawnSync(command, args, {
    cwd: root,
    stdio: quiet ? 'pipe' : ['ignore', 2, 2],
    encoding: 'utf8',
    shell: windows,
    env: { ...process.env, ...env },
  })
  if (result.error) return { ok: false, output: result.error.message }
  return { ok: result.status === 0, output: `${result.stdout ?? ''}${result.stderr ?? ''}` }
}

const stampPath = (name) => join(root, '.cache', `${name}.stamp`)
const stamped = (name, value) =>
  existsSync(stampPath(name)) && readFileSync(stampPath(name), 'utf8') === value
const stamp = (name, value) => {
  mkdirSync(join(root, '.cache'), { recursive: true })
  writeFileSync(stampPath(name), value)
}

const hashFile = (path) => createHash('sha256').update(readFileSync(path)).digest('hex')

/** Hash of the contents of files and folders. */
function hashOf(paths) {
  const hash = createHash('sha256')
  const add = (path) => {
    if (!existsSync(path)) return
    if (statSync(path).isDirectory()) for (const name of readdirSync(path).sort()) add(join(path, name))
    else hash.update(path.slice(root.length)).update(readFileSync(path))
  }
  for (const path of paths) add(join(root, path))
  return hash.digest('hex')
}

/** Packages from the lock file, Node 24 among them. */
function install() {
  const lock = hashFile(join(root, 'package-lock.json'))
  if (existsSync(node) && stamped('install', lock)) return
  say('Installing packages (a minute or two the first time)')
  if (!run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']).ok)
    throw new SetUpFailed('npm ci failed: see above. Is the network there?')
  if (!existsSync(node)) {
    // If npm skips install scripts, this one is run by hand: it puts Node 24 in place.
    run(process.execPath, [join('node_modules', 'node', 'installArchSpecificPackage.js')], { quiet: true })
  }
  if (!existsSync(node))
    throw new SetUpFailed(
      'Node 24 was not installed by the npm package “node”. Allow its install script (npm config set ignore-scripts false) and try again.',
    )
  stamp('install', lock)
}

const runnable = (path) => {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

function knownBrowser() {
  if (process.env.CHROME_PATH) return process.env.CHROME_PATH
  const names = ['google-chrome-stable', 'google-chrome', 'chromium', 'chromium-browser', 'chrome']
  const places = [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  ]
  const found = names.flatMap((name) =>
    (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, name)),
  )
  return [...found, ...places].find(runnable) ?? null
}

const FETCHED = 'browsers'

/** A browser to print with: found, else downloaded, else installed by apt-get if possible. */
function browser() {
  if (knownBrowser()) return
  const cache = join(root, '.cache', FETCHED)
  if (existsSync(cache) && readdirSync(cache).length > 0) return
  say('No Chrome or Chromium found: fetching one')
  const cli = join(root, 'node_modules', '@puppeteer', 'browsers', 'lib', 'main-cli.js')
  if (run(node, [cli, 'install', 'chrome@stable', '--path', cache], { quiet: true }).ok && launches(cache))
    return
  if (
    process.platform === 'linux' &&
    process.getuid?.() === 0 &&
    run('apt-get', ['--version'], { quiet: true }).ok
  ) {
    say('Fetching did not work: installing Debian’s chromium')
    const env = { DEBIAN_FRONTEND: 'noninteractive' }
    run('apt-get', ['update', '-q'], { quiet: true, env })
    if (
      run('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium'], { quiet: true, env })
        .ok &&
      knownBrowser()
    )
      return
  }
  throw new SetUpFailed(
    'There is no Chrome or Chromium, and none could be fetched. Install one (Debian: apt-get install chromium; elsewhere: google.com/chrome), or name its program in CHROME_PATH. Then try again.',
  )
}

/** Whether a downloaded browser starts: on a minimal system its libraries may be missing. */
function launches(cache) {
  const find = (folder) => {
    for (const each of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, each.name)
      if (each.isDirectory()) {
        const inner = find(path)
        if (inner) return inner
      } else if (
        (each.name === 'chrome' || each.name === 'chrome.exe' || each.name === 'Google Chrome for Testing') &&
        runnable(path)
      )
        return path
    }
    return null
  }
  const path = find(cache)
  return path !== null && run(path, ['--version'], { quiet: true }).ok
}

/** Inputs of the Next build of the admin. */
const ADMIN = [
  'package-lock.json',
  'next.config.mjs',
  'tsconfig.json',
  'payload.config.ts',
  'collections',
  'templates',
  'src/admin',
  'src/app',
  'src/desk',
  'src/domain',
  'src/lib',
  'src/store',
  'src/payload-types.ts',
]

function build() {
  const inputs = hashOf(ADMIN)
  if (existsSync(join(root, '.next', 'BUILD_ID')) && stamped('build', inputs)) return
  say('Building the admin (about a minute)')
  const env = {
    NODE_ENV: 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    DATA_DIR: join(root, '.cache', 'build-data'),
  }
  const result = run(node, [join('node_modules', 'next', 'dist', 'bin', 'next'), 'build'], {
    quiet: true,
    env,
  })
  if (!result.ok)
    throw new SetUpFailed(`The admin could not be built:\n${result.output.split('\n').slice(-40).join('\n')}`)
  stamp('build', inputs)
}

/** Runs the steps not yet done. Exits with a message if one fails. */
export function setUp() {
  try {
    install()
    browser()
    build()
  } catch (error) {
    if (!(error instanceof SetUpFailed)) throw error
    console.error(`\n${error.message}`)
    process.exit(1)
  }
}
