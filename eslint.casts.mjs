// Unproven types: `as unknown as` needs a comment with the reason, and rows of the store must be parsed.

const typeOf = (node) => node.typeAnnotation?.type

/** Whether there is a comment above or beside a node. */
function isExplained(node, { lines }) {
  const line = node.loc.start.line
  return /^\s*(\/\/|\/?\*)/.test(lines[line - 2] ?? '') || /\/\//.test(lines[line - 1] ?? '')
}

/** Whether there is one at the cast or at any of its ancestors up to the statement. */
function hasReason(node, source) {
  for (let at = node; at; at = at.parent) {
    if (isExplained(at, source)) return true
    if (/(Statement|Declaration|Definition)$/.test(at.type)) return false
  }
  return false
}

/** What database rows, or texts in them, are called where they are read. */
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
