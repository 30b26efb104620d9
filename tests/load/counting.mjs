// How long a million votes take to count, changed and late ones among them, beside a bare loop that only adds up the latest choice of each voter.
import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { countPapers, decide, decidePapers, rules } from '@plenary/ballots'

const [seats, acts, rounds, limit] = [900_000, 1_000_000, 7, 1000]
const closesAt = '2027-04-01T00:00:00Z'
const choices = ['yes', 'yes', 'yes', 'no', 'abstain']

const categoryOf = seat => (seat % 3 ? 'O' : 'P')
const seatOf = index => `seat-${index % seats}`
const choiceOf = index => choices[(index * 7) % choices.length]
const timeOf = index => (index % 1000 === 999 ? '2027-04-02T00:00:00.000000Z' : `2027-03-01T00:00:00.${String(index).padStart(6, '0')}Z`)

const papers = () => Array.from({ length: acts }, (_, index) => ({
  voter: seatOf(index), choice: choiceOf(index), reasoned: true, at: timeOf(index), category: categoryOf(index % seats), count: 1, weight: 1, population: 1000 + (index % seats), flags: [],
}))
const shuffled = () => papers().map((_, index, all) => all[(index * 7919) % acts])
const votes = () => Array.from({ length: acts }, (_, index) => ({ seat: seatOf(index), choice: choiceOf(index), reason: 'Because', at: timeOf(index) }))
const roll = () => Array.from({ length: seats }, (_, index) => ({
  seat: seatOf(index), name: `Seat ${index}`, weight: 1, category: categoryOf(index), jurisdiction: null, population: 1000 + index,
}))

const answered = result => {
  if (!result.ok) throw new Error(result.refusal.message)
  return result.value.tallies.counted
}
const byRule = (rule, list) => answered(decidePapers(rules[rule], countPapers(list, { closesAt }), {}))

/** Each prepares its votes once, and gives what is measured. */
const kinds = {
  'two criteria, categories': () => [papers(), list => byRule('iso.dis', list)],
  'populations': () => [papers(), list => byRule('cen.2017', list)],
  'in no order': () => [shuffled(), list => byRule('iso.dis', list)],
  'from roll and votes': () => [votes(), (list, all) => answered(decide(rules['generic.default'], all, list, { closesAt })), roll()],
}

/** Makes papers such as a rule takes: of its choices, and ranked where it ranks. */
function suit(list, rule) {
  list.forEach((paper, index) => {
    paper.choice = rule.options[(index * 7) % rule.options.length]
    paper.affiliation = index % 5 ? null : `group-${index % 300}`
    paper.ranking = rule.method === 'irv' ? [paper.choice, rule.options[(index * 7 + 1) % rule.options.length]] : null
  })
}

/** The figures a rule may ask beside the votes, all of them given. */
const given = rule => Object.fromEntries(Object.keys(rule.asks ?? {}).map(name => [name, name === 'maxProxiesPerHolder' ? 3 : 1000]))

/** The longest that any rule takes. */
function slowest() {
  const list = papers()
  const rows = Object.values(rules).map(rule => {
    suit(list, rule)
    return { rule: rule.id, ms: best(() => {
      const counted = decidePapers(rule, countPapers(list, { closesAt }), { eligible: seats, ...given(rule) })
      if (!counted.ok) throw new Error(`${rule.id}: ${counted.refusal.message}`)
    }, 2) }
  })
  return rows.reduce((most, row) => (row.ms > most.ms ? row : most))
}

/** The peer: the latest choice of each voter in a list, added up, and nothing else. */
function bareLoop(list) {
  const latest = new Map()
  for (const one of list) if (one.at <= closesAt) latest.set(one.voter ?? one.seat, one.choice)
  const counted = {}
  for (const choice of latest.values()) counted[choice] = (counted[choice] ?? 0) + 1
  return counted
}

function best(run, times = rounds) {
  let least = Infinity
  for (let round = 0; round < times; round += 1) {
    const started = performance.now()
    run()
    least = Math.min(least, performance.now() - started)
  }
  return Math.round(least)
}

const told = counted => JSON.stringify(Object.entries(counted).sort())

if (process.argv[2] === '--each') {
  console.log(JSON.stringify({ rules: Object.keys(rules).length, ...slowest() }))
} else if (process.argv[2] === '--only') {
  const [list, count, more] = kinds[process.argv[3]]()
  if (process.argv[3] !== 'in no order' && told(count(list, more)) !== told(bareLoop(list))) throw new Error(`${process.argv[3]} counted otherwise than the loop.`)
  const [loop, counting] = [best(() => bareLoop(list)), best(() => count(list, more))]
  console.log(JSON.stringify({ 'ms': counting, 'bare loop, ms': loop, 'times the loop': Number((counting / loop).toFixed(1)) }))
} else {
  // Each in a process of its own, so that none pays for what another left in memory.
  const rows = Object.fromEntries(Object.keys(kinds).map(kind => [kind, JSON.parse(execFileSync(process.execPath, [import.meta.filename, '--only', kind], { encoding: 'utf8' }))]))
  console.log(`${acts} votes of ${seats} seats, best of ${rounds}`)
  console.table(rows)
  const each = JSON.parse(execFileSync(process.execPath, [import.meta.filename, '--each'], { encoding: 'utf8' }))
  console.log(`Of ${each.rules} rules, ${each.rule} takes longest: ${each.ms} ms.`)
  const within = [...Object.values(rows), each].every(row => row.ms <= limit)
  console.log(within ? `All within ${limit} ms.` : `Not all are within ${limit} ms.`)
  const folder = join(import.meta.dirname, 'results')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'counting.json'), `${JSON.stringify({ acts, seats, limit, rows, each, node: process.version, cpu: cpus()[0]?.model, cores: cpus().length }, null, 2)}\n`)
  process.exitCode = within ? 0 : 1
}
