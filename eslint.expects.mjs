// Every test has an assertion: directly, or through a function of its file or of ASSERTING.

/** Helpers of test/support that assert for their caller. */
const ASSERTING = ['asLong']

const isFunction = (node) =>
  ['ArrowFunctionExpression', 'FunctionExpression', 'FunctionDeclaration'].includes(node?.type)

/** The root name of a call: `it` of `it.skipIf(x).each([…])`. */
function rootOf(node) {
  if (node.type === 'Identifier') return node.name
  const inner = { CallExpression: 'callee', MemberExpression: 'object', TaggedTemplateExpression: 'tag' }[
    node.type
  ]
  return inner ? rootOf(node[inner]) : null
}

/** All names called or mentioned in a node. */
function namesIn(node, keys, names = new Set()) {
  if (node.type === 'Identifier') names.add(node.name)
  for (const key of keys[node.type] ?? [])
    for (const child of [node[key]].flat()) if (child?.type) namesIn(child, keys, names)
  return names
}

export const expects = {
  rules: {
    something: {
      create(context) {
        const keys = context.sourceCode.visitorKeys
        const functions = new Map()
        const tests = []
        const asserts = (names, seen) =>
          names.has('expect') ||
          ASSERTING.some((name) => names.has(name)) ||
          [...names].some((name) => {
            if (seen.has(name) || !functions.has(name)) return false
            seen.add(name)
            return asserts(functions.get(name), seen)
          })
        return {
          FunctionDeclaration: (node) => void functions.set(node.id?.name, namesIn(node.body, keys)),
          VariableDeclarator(node) {
            if (isFunction(node.init)) functions.set(node.id.name, namesIn(node.init.body, keys))
          },
          CallExpression(node) {
            const run = node.arguments.find(isFunction)
            if (run && ['it', 'test'].includes(rootOf(node.callee))) tests.push({ node, run })
          },
          'Program:exit'() {
            for (const { node, run } of tests)
              if (!asserts(namesIn(run.body, keys), new Set()))
                context.report({ node, message: 'This test expects nothing: whatever happens, it passes.' })
          },
        }
      },
    },
  },
}
