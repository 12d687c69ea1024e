// A type that is said and not proven: `as unknown as` has its reason in a comment, and rows of the store are parsed.

const typeOf = (node) => node.typeAnnotation?.type

/** Whether a comment stands above a node, or beside it. */
function isExplained(node, { lines }) {
  const line = node.loc.start.line
  return /^\s*(\/\/|\/?\*)/.test(lines[line - 2] ?? '') || /\/\//.test(lines[line - 1] ?? '')
}

/** Whether one stands so at the cast, or at what it is part of, up to its statement. */
function hasReason(node, source) {
  for (let at = node; at; at = at.parent) {
    if (isExplained(at, source)) return true
    if (/(Statement|Declaration|Definition)$/.test(at.type)) return false
  }
  return false
}

/** What a row of the database, or a text in it, is called where it is read. */
const isRow = (node) =>
  (node.type === 'Identifier' && /^(rows?|found)$/.test(node.name)) ||
  (node.type === 'MemberExpression' && isRow(node.object)) ||
  (node.type === 'LogicalExpression' && isRow(node.left)) ||
  (node.type === 'CallExpression' &&
    node.callee.type === 'MemberExpression' &&
    node.callee.object.type === 'Identifier' &&
    node.callee.object.name === 'JSON' &&
    node.callee.property.name === 'parse')

export const casts = {
  rules: {
    reason: {
      create: (context) => ({
        TSAsExpression(node) {
          if (node.expression.type !== 'TSAsExpression' || typeOf(node.expression) !== 'TSUnknownKeyword')
            return
          if (!hasReason(node, context.sourceCode))
            context.report({
              node,
              message:
                'Say in a comment why this type cannot be proven, or have it checked (#domain/checks.ts).',
            })
        },
      }),
    },
    row: {
      create: (context) => ({
        TSAsExpression(node) {
          if (isRow(node.expression) && typeOf(node) !== 'TSUnknownKeyword')
            context.report({
              node,
              message: 'A row is parsed where it enters, by src/store/row.ts, not cast.',
            })
        },
      }),
    },
  },
}
