import * as v from 'valibot'
import { accept, refusal, type Result } from '@plenary/kernel'
import { jsonFaultAt } from './json-fault.ts'

function placeOf(input: string, position: number): string {
  const before = input.slice(0, position)
  return `line ${before.split('\n').length}, column ${position - before.lastIndexOf('\n')}`
}

/** Parses JSON, or says at which line and column it stops being JSON. */
export function parseJson(input: string, name: string): Result<unknown> {
  try {
    return accept(JSON.parse(input) as unknown)
  } catch (fault) {
    if (!(fault instanceof SyntaxError)) throw fault
    const at = jsonFaultAt(input)
    const found = at >= input.length ? 'the file ends too soon' : `${JSON.stringify(input[at])} cannot stand here`
    return refusal('malformed-json', `${name}, ${placeOf(input, at)}: this is not JSON, ${found}.`)
  }
}

const pathOf = (issue: v.BaseIssue<unknown>): string =>
  (issue.path ?? []).reduce((path, { key }) => typeof key === 'number' ? `${path}[${key}]` : path === '' ? String(key) : `${path}.${String(key)}`, '')

/** Checks a value against a shape, or names the first place that does not fit and what was expected there. */
export function checkShape<Shape extends v.GenericSchema>(shape: Shape, value: unknown, name: string): Result<v.InferOutput<Shape>> {
  const checked = v.safeParse(shape, value, { abortEarly: true })
  if (checked.success) return accept(checked.output)
  const issue = checked.issues[0]
  return refusal('malformed-source', `${name}, at ${pathOf(issue) || 'the top'}: ${issue.message}.`)
}
