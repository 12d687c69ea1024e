import runtime from 'handlebars/runtime.js'
import { csp, formsCsp, specs } from './compiled.js'
import { registerHelpers, type HandlebarsEngine } from './helpers.ts'

// The types name the runtime as nothing; it is the engine without what compiles.
const engine = (runtime as unknown as HandlebarsEngine).create()
registerHelpers(engine)
const compiled = Object.fromEntries(
  Object.entries(specs).map(([name, spec]) => [name, engine.template(spec as TemplateSpecification)]),
)
for (const [name, template] of Object.entries(compiled)) engine.registerPartial(name, template)

/**
 * Fills in a template. Everything in the view is escaped; a field that the view does not have is an error.
 * @throws {Error} naming the missing field.
 */
export function fill(name: string, view: object): string {
  const template = compiled[name]
  if (!template) throw new Error(`There is no template “${name}”.`)
  // Only what a view itself has can be read: never what it inherits.
  return template(view, { allowProtoPropertiesByDefault: false, allowProtoMethodsByDefault: false })
}

/** Content security policy of every page: its own inlined style and script by their hashes, and nothing else. */
export const pagePolicy: string = csp

/** The same of a page with forms: they may be sent to the site itself. */
export const formsPolicy: string = formsCsp
