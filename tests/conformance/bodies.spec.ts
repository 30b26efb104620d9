import ts from 'typescript'
import { files, read } from './sources.ts'

/** The bodies whose rules are data. A condition that asks for one of them is a rule that was written into the program. */
const bodies = [
  'iso', 'iec', 'jtc1', 'ieee', 'ietf', 'iesg', 'iab', 'w3c', 'itu', 'itut', 'oecd', 'codex', 'cen', 'cenelec', 'eu', 'ich', 'imdrf', 'unece', 'imo', 'ansi', 'oasis', 'wg21',
]

// The readers of document formats bear the names of those who write such files; they know nothing of rules.
const elsewhere = /\.(spec|contract)\.tsx?$|\/rulebooks\/|generated\.ts$|^libs\/formats\/src\/formats\//
const code = files.filter(file => /^(libs|apps)\/[^/]+\/src\/.*\.tsx?$/.test(file) && !elsewhere.test(file))

/** The words of a name or a text: `isoRule` and `iso.dis` both hold `iso`. */
const words = (text: string): readonly string[] => text.replace(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase().split(/[^a-z0-9]+/)
const namesBody = (text: string): boolean => words(text).some(word => bodies.includes(word))

const { SyntaxKind } = ts
const comparisons = new Set([
  SyntaxKind.EqualsEqualsEqualsToken, SyntaxKind.ExclamationEqualsEqualsToken, SyntaxKind.EqualsEqualsToken, SyntaxKind.ExclamationEqualsToken,
])
const asking = new Set(['includes', 'startsWith', 'endsWith', 'has', 'test', 'get', 'indexOf'])

/** Whether a text decides something: it is compared, a case, asked for in a list, or a member that is looked up. */
function decides(node: ts.Node): boolean {
  const { parent } = node
  if (ts.isBinaryExpression(parent)) return comparisons.has(parent.operatorToken.kind)
  if (ts.isCaseClause(parent)) return true
  if (ts.isElementAccessExpression(parent)) return true
  if (ts.isCallExpression(parent)) return ts.isPropertyAccessExpression(parent.expression) && asking.has(parent.expression.name.text)
  return ts.isArrayLiteralExpression(parent) && ts.isPropertyAccessExpression(parent.parent) && asking.has(parent.parent.name.text)
}

/** The name of a date in the form of ISO 8601. */
const dateForm = 'iso'

/** Names that the program gives: functions, variables, classes, types, parameters. */
const isGivenName = (node: ts.Node): node is ts.Identifier => ts.isIdentifier(node) && node.text !== dateForm
  && (ts.isFunctionDeclaration(node.parent) || ts.isVariableDeclaration(node.parent) || ts.isClassDeclaration(node.parent) || ts.isMethodDeclaration(node.parent)
    || ts.isTypeAliasDeclaration(node.parent) || ts.isInterfaceDeclaration(node.parent) || ts.isParameter(node.parent) || ts.isEnumDeclaration(node.parent))
  && node.parent.name === node

function bodiesIn(file: string, text: string): readonly string[] {
  if (!namesBody(text)) return []
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true)
  const found: string[] = []
  const visit = (node: ts.Node): void => {
    const named = (isGivenName(node) && namesBody(node.text)) || (ts.isStringLiteralLike(node) && decides(node) && namesBody(node.text))
    if (named) found.push(`${file}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1} ${node.getText()}`)
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

test('no predicate, function or branch names a body: what bodies do is data in rulebooks', () => {
  expect(code.length).toBeGreaterThan(100)
  expect(code.flatMap(file => bodiesIn(file, read(file)))).toEqual([])
})

test.each([
  ['a comparison', "const passes = rule.id === 'iso.dis'"],
  ['a case', "switch (body) { case 'ietf': break }"],
  ['a list that is asked', "const two = ['ieee', 'w3c'].includes(body)"],
  ['a beginning', "const one = rule.startsWith('eu.qmv')"],
  ['a function', 'function isoThreshold() {}'],
  ['a table that is looked up', "const own = thresholds['codex']"],
])('%s that names a body is found', (_, line) => {
  expect(bodiesIn('example.ts', line)).not.toEqual([])
})

test.each([['a method of the language', 'const at = date.toISOString()'], ['a sentence', "const told = 'The dates are those of ISO 8601.'"]])('%s is not', (_, line) => {
  expect(bodiesIn('example.ts', line)).toEqual([])
})
