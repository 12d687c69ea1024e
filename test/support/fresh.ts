import 'undici'
import { vi } from 'vitest'
import { MADE, oncePerProcess } from './once-per-process.ts'
import { standIn } from './stand-in.ts'

// The files of a project share processes, because to load Payload takes longer than most of them run. Before each
// file, what the one before it may have left is put back: this project's modules are evaluated again (packages stay
// loaded), Payload knows no instance, fetch is unguarded, and the environment is as it was.

const isOurs = (name: string): boolean => !name.startsWith('VITEST')
const environment = oncePerProcess('environment', () => ({ ...process.env }))
for (const name of Object.keys(process.env).filter(isOurs))
  if (!(name in environment)) Reflect.deleteProperty(process.env, name)
for (const [name, value] of Object.entries(environment)) if (isOurs(name)) process.env[name] = value

/** Copies of undici find their dispatchers under symbols: Node's own (which loads with FormData), and the package. */
const dispatchers = oncePerProcess('dispatchers', () => {
  void globalThis.FormData
  return Object.getOwnPropertySymbols(globalThis)
    .filter(({ description }) => description?.startsWith('undici.globalDispatcher'))
    .map((symbol) => [symbol, Reflect.get(globalThis, symbol) as unknown] as const)
})
for (const [symbol, dispatcher] of dispatchers) Reflect.set(globalThis, symbol, dispatcher)

/** What this project keeps once per process, such as tries to sign in. */
for (const symbol of Object.getOwnPropertySymbols(globalThis))
  if (symbol.description?.startsWith('recourse.') && symbol !== MADE)
    Reflect.deleteProperty(globalThis, symbol)

const { _payload: instances } = globalThis as { _payload?: Map<string, unknown> }
instances?.clear()

/** What Vitest keeps for this process: the modules by their id, and what each has imported. */
interface Worker {
  evaluatedModules: { idToModuleMap: Map<string, { imports: Set<string> }> }
}
const { evaluatedModules } = standIn<Worker>(Reflect.get(globalThis, '__vitest_worker__'))

vi.resetModules()
// That leaves what a module has imported: one that it imports at run time would be taken for a circle, half-loaded.
for (const { imports } of evaluatedModules.idToModuleMap.values()) imports.clear()
