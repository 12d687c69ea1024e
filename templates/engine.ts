import runtime from 'handlebars/runtime.js'
import { copyCsp, csp, formsCsp, searchCsp, siteCsp, specs, versionCsp } from './compiled.js'
import { registerHelpers, type HandlebarsEngine } from './helpers.ts'

// The runtime's types are empty; it is the engine without the compiler.
const engine = (runtime as unknown as HandlebarsEngine).create()
registerHelpers(engine)
const compiled = Object.fromEntries(
  Object.entries(specs).map(([name, spec]) => [name, engine.template(spec as TemplateSpecification)]),
)
for (const [name, template] of Object.entries(compiled)) engine.registerPartial(name, template)

/**
 * Renders a template. All values are escaped; a field missing from the view is an error.
 * @throws {Error} naming the missing field.
 */
export function fill(name: string, view: object): string {
  const template = compiled[name]
  if (!template) throw new Error(`There is no template “${name}”.`)
  // Only a view's own properties can be read, never inherited ones.
  return template(view, { allowProtoPropertiesByDefault: false, allowProtoMethodsByDefault: false })
}

/** Content security policy of every page: allows only its own inline style and script, by hash. */
export const pagePolicy: string = csp

/** The same for a page whose words can be copied. */
export const copyPolicy: string = copyCsp

/** The same for a page of lists that can be searched. */
export const searchPolicy: string = searchCsp

/** The same for a page on which a copy is compared. */
export const versionPolicy: string = versionCsp

/** What the pages of the site need together. */
export const sitePolicy: string = siteCsp

/** The same for a page with forms, which may be sent to the site itself. */
export const formsPolicy: string = formsCsp
