import type { Comparison, Measure } from './rule.ts'
import { fieldsAt, fractionAt, isExact, listAt, oneOf, textAt, textsAt, Wrong } from './reading.ts'

/** What a rule may speak of: its options, and the figures it says it asks for, or null when it does not say. */
export interface Vocabulary { readonly options: readonly string[]; readonly figures: readonly string[] | null }

const measures: readonly Measure[] = ['count', 'weight', 'population']
const comparisons: readonly Comparison[] = ['<', '<=', '==', '>=', '>']
const figureName = /^[a-zA-Z][a-zA-Z0-9]*$/
/** Figures every ballot has. */
const alwaysThere = ['eligible', 'recused']

function checkWhere(value: unknown, at: string, { options }: Vocabulary): void {
  const where = fieldsAt(value, at, ['choice', 'category', 'reasoned', 'flag'])
  if (where.choice !== undefined) {
    const undefinedChoice = textsAt(where.choice, `${at}.choice`).find(choice => !options.includes(choice))
    if (undefinedChoice !== undefined) throw new Wrong(`${at}.choice names ${undefinedChoice}, which is not an option of the rule`)
  }
  if (where.category !== undefined) textsAt(where.category, `${at}.category`)
  if (where.flag !== undefined) textAt(where.flag, `${at}.flag`)
  if (where.reasoned !== undefined && typeof where.reasoned !== 'boolean') throw new Wrong(`${at}.reasoned must be true or false`)
}

function checkFigure(value: unknown, at: string, { figures }: Vocabulary): void {
  const name = textAt(value, at)
  if (!figureName.test(name)) throw new Wrong(`${at} must be a name such as "eligible"`)
  if (figures !== null && !figures.includes(name) && !alwaysThere.includes(name)) throw new Wrong(`${at} is ${name}, which the rule does not ask for`)
}

type Check = (value: unknown, at: string, known: Vocabulary) => void

const some: Check = (value, at, known) => {
  const parts = listAt(value, at)
  if (parts.length === 0) throw new Wrong(`${at} must not be empty`)
  parts.forEach((part, index) => checkQuantity(part, `${at}[${index}]`, known))
}

const measured: Check = (value, at) => void oneOf(value, at, measures)

const product: Check = (value, at, known) => {
  const parts = listAt(value, at)
  if (parts.length !== 2) throw new Wrong(`${at} must have two parts`)
  if (typeof parts[0] === 'object' && parts[0] !== null) checkQuantity(parts[0], `${at}[0]`, known)
  else fractionAt(parts[0], `${at}[0]`)
  checkQuantity(parts[1], `${at}[1]`, known)
}

const constant: Check = (value, at) => {
  if (!isExact(value)) throw new Wrong(`${at} must be an exact number that is not negative`)
}

type Field = readonly [name: string, check: Check]

/** Every kind of quantity: the fields it has, and how each is checked. The first field names the kind. */
const kinds: readonly (readonly [Field, ...Field[]])[] = [
  [['const', constant]],
  [['ctx', checkFigure]],
  [['sum', measured], ['where', checkWhere]],
  [['largest', measured], ['where', checkWhere]],
  [['fewest', measured], ['above', (value, at) => void fractionAt(value, at)], ['where', checkWhere]],
  [['add', some]],
  [['sub', some]],
  [['max', some]],
  [['mul', product]],
  [['floor', checkQuantity]],
  [['ceil', checkQuantity]],
  [['when', checkTest], ['then', checkQuantity], ['else', checkQuantity]],
]
const kindNames = kinds.map(([[name]]) => name).join(', ')

/** Checks a quantity; throws `Wrong` with the place. */
export function checkQuantity(value: unknown, at: string, known: Vocabulary): void {
  const fields = fieldsAt(value, at)
  const kind = kinds.find(([[name]]) => name in fields)
  if (kind === undefined) throw new Wrong(`${at} must be one of ${kindNames}`)
  fieldsAt(value, at, kind.map(([field]) => field))
  for (const [field, check] of kind) check(fields[field], `${at}.${field}`, known)
}

/** Checks a test; throws `Wrong` with the place. A list of tests that is empty would hold always or never. */
export function checkTest(value: unknown, at: string, known: Vocabulary): void {
  const fields = fieldsAt(value, at)
  const joined = 'all' in fields ? 'all' : 'any' in fields ? 'any' : null
  if (joined !== null) {
    const parts = listAt(fieldsAt(value, at, [joined])[joined], `${at}.${joined}`)
    if (parts.length === 0) throw new Wrong(`${at}.${joined} must not be empty`)
    parts.forEach((part, index) => checkTest(part, `${at}.${joined}[${index}]`, known))
    return
  }
  fieldsAt(value, at, ['l', 'op', 'r', 'words'])
  oneOf(fields.op, `${at}.op`, comparisons)
  checkQuantity(fields.l, `${at}.l`, known)
  checkQuantity(fields.r, `${at}.r`, known)
  if (fields.words !== undefined) textAt(fields.words, `${at}.words`)
}
