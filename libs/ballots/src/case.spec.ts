import { readFileSync } from 'node:fs'
import { countCase, readCase } from './case.ts'
import { rules } from './rulebooks/index.ts'

const cases = JSON.parse(readFileSync(new URL('../cases/worked-ballots.json', import.meta.url), 'utf8')) as { id: string; rule: string; title: string }[]

test('[ballots-1] (R25) there are worked ballots for every rule', () => {
  expect(cases).toHaveLength(186)
  expect(new Set(cases.map(one => one.rule))).toEqual(new Set(Object.keys(rules)))
})

test.each(cases.map(one => [one.id, one.rule, one.title, one] as const))('[ballots-1] (D1) the worked ballot %s under %s comes out as worked: %s', (_, __, ___, data) => {
  const read = readCase(data, 0)
  if (!read.ok) throw new Error(read.refusal.message)
  const counted = countCase(rules[data.rule]!, read.value)
  if (!counted.ok) throw new Error(counted.refusal.message)
  const { outcome, tallies } = counted.value
  expect({ outcome, tallies }).toEqual(read.value.expected)
})

const printed = cases as unknown as { id: string; published?: Record<string, string>; expected: { tallies: { ratios: Record<string, string> } } }[]
test.each(printed.filter(one => Object.keys(one.published ?? {}).some(name => /Pct$/.test(name))).map(one => [one.id, one] as const))(
  '[ballots-1] the percentages that were printed for %s are those counted, rounded or cut off', (_, one) => {
    const aliases: Record<string, string> = { pYesPct: 'pYes', negPct: 'negative', returnPct: 'return', abstainPct: 'abstain', approvalPct: 'approval' }
    const percentages = Object.entries(one.published!).filter(([name]) => one.expected.tallies.ratios[aliases[name]!] !== undefined)
    for (const [name, told] of percentages) {
      const [part, of] = one.expected.tallies.ratios[aliases[name]!]!.split('/').map(BigInt) as [bigint, bigint]
      const decimals = told.split('.')[1]?.length ?? 0
      const digits = BigInt(told.replace('.', ''))
      const [shown, scale] = [digits * of, 100n * 10n ** BigInt(decimals) * part]
      // As printed is never more than one unit above or below: cut off it is at most the value, rounded at most half a unit away.
      expect(scale - shown < of && shown - scale <= of / 2n + 1n).toBe(true)
    }
  })

test.each<[string, unknown, string, string | undefined]>([
  ['nothing at all', null, 'Case 7: it must be an object.', ''],
  ['no id', { rule: 'r', votes: [] }, 'Case 7: id must be a text.', 'id'],
  ['an empty id', { id: '', rule: 'r', votes: [] }, 'Case : id must be a text.', 'id'],
  ['no rule', { id: 'a', votes: [] }, 'Case a: rule must be a text.', 'rule'],
  ['no votes', { id: 'a', rule: 'r' }, 'Case a: votes must be a list.', 'votes'],
  ['a context that is a list', { id: 'a', rule: 'r', votes: [], context: [] }, 'Case a: context must be an object.', 'context'],
  ['a vote that is none', { id: 'a', rule: 'r', votes: [7] }, 'votes[0] must be an object', 'votes.0'],
  ['a vote without a voter', { id: 'a', rule: 'r', votes: [{ choice: 'yes' }] }, 'votes[0].voter must be a text', 'votes.0.voter'],
  ['a vote without a choice', { id: 'a', rule: 'r', votes: [{ voter: 'x' }] }, 'votes[0].choice must be a text', 'votes.0.choice'],
  ['half a vote', { id: 'a', rule: 'r', votes: [{ voter: 'x', choice: 'yes', count: 0.5 }] }, 'votes[0].count is not a whole number', 'votes.0.count'],
  ['more votes than a number keeps', { id: 'a', rule: 'r', votes: [{ voter: 'x', choice: 'yes', count: 2 ** 53 }] }, 'votes[0].count is not a whole number', 'votes.0.count'],
  ['less than no vote in digits', { id: 'a', rule: 'r', votes: [{ voter: 'x', choice: 'yes', count: '-1' }] }, 'votes[0].count is not a whole number', 'votes.0.count'],
  ['less than no vote', { id: 'a', rule: 'r', votes: [{ voter: 'x', choice: 'yes', count: -1 }] }, 'votes[0].count is not a whole number', 'votes.0.count'],
  ['a count in words', { id: 'a', rule: 'r', votes: [{ voter: 'x', choice: 'yes', count: 'two' }] }, 'votes[0].count is not a whole number', 'votes.0.count'],
  ['a weight in words', { id: 'a', rule: 'r', votes: [{ voter: 'x', choice: 'yes', weight: 'heavy' }] }, 'votes[0].weight is not an exact number', 'votes.0.weight'],
  ['a population larger than JSON keeps', { id: 'a', rule: 'r', votes: [{ voter: 'x', choice: 'yes', population: 2 ** 53 }] }, 'votes[0].population is not an exact number', 'votes.0.population'],
  ['a weight below nothing', { id: 'a', rule: 'r', votes: [{ voter: 'x', choice: 'yes', weight: -1 }] }, 'votes[0].weight is not an exact number that is not negative', 'votes.0.weight'],
  ['a weight of more digits than JSON keeps', { id: 'a', rule: 'r', votes: [{ voter: 'x', choice: 'yes', weight: 0.1234567890123456 }] }, 'votes[0].weight is not an exact number', 'votes.0.weight'],
  ['a category that is a number', { id: 'a', rule: 'r', votes: [{ voter: 'x', choice: 'yes', category: 1 }] }, 'votes[0].category must be a text', 'votes.0.category'],
  ['a reason in words', { id: 'a', rule: 'r', votes: [{ voter: 'x', choice: 'yes', withReason: 'too long' }] }, 'votes[0].withReason must be true or false', 'votes.0.withReason'],
  ['a ranking in one word', { id: 'a', rule: 'r', votes: [{ voter: 'x', choice: 'yes', ranking: 'A' }] }, 'votes[0].ranking is not a list of texts', 'votes.0.ranking'],
  ['a ranking of texts and numbers', { id: 'a', rule: 'r', votes: [{ voter: 'x', choice: 'yes', ranking: ['A', 1] }] }, 'votes[0].ranking is not a list of texts', 'votes.0.ranking'],
  ['a ranking of numbers', { id: 'a', rule: 'r', votes: [{ voter: 'x', choice: 'yes', ranking: [1] }] }, 'votes[0].ranking is not a list of texts', 'votes.0.ranking'],
  ['a time without a zone', { id: 'a', rule: 'r', votes: [{ voter: 'x', choice: 'yes', castAt: '2026-01-01' }] }, 'votes[0].castAt is not an instant', 'votes.0.castAt'],
  ['a time that is a number', { id: 'a', rule: 'r', votes: [{ voter: 'x', choice: 'yes', castAt: 7 }] }, 'votes[0].castAt is not an instant', 'votes.0.castAt'],
  ['a close at noon', { id: 'a', rule: 'r', votes: [], context: { closesAt: 'noon' } }, 'context.closesAt is not an instant', 'context.closesAt'],
  ['a close that is a number', { id: 'a', rule: 'r', votes: [], context: { closesAt: 7 } }, 'context.closesAt is not an instant', 'context.closesAt'],
  ['a figure below nothing', { id: 'a', rule: 'r', votes: [], context: { eligible: -1 } }, 'context.eligible is not an exact number', 'context.eligible'],
  ['half a proxy', { id: 'a', rule: 'r', votes: [], context: { maxProxiesPerHolder: 0.5 } }, 'context.maxProxiesPerHolder is not a whole number', 'context.maxProxiesPerHolder'],
  ['an expected result that is none', { id: 'a', rule: 'r', votes: [], expected: 7 }, 'expected needs outcome and tallies', 'expected'],
  ['an expected result without an outcome', { id: 'a', rule: 'r', votes: [], expected: { tallies: {} } }, 'expected needs outcome and tallies', 'expected'],
  ['an expected result without tallies', { id: 'a', rule: 'r', votes: [], expected: { outcome: 'x' } }, 'expected needs outcome and tallies', 'expected'],
])('[ballots-2] a case with %s is refused in one sentence, with the path to it', (_, data, message, where) => {
  const read = readCase(data, 7)
  expect(read).toMatchObject({ ok: false, refusal: { code: 'case', message: expect.stringContaining(message) } })
  const missing = read.ok ? [] : read.refusal.missing
  expect(missing).toEqual([{ gate: 'case', message: expect.stringMatching(/^[a-z].*\.$/), where }])
  expect(read.ok ? '' : read.refusal.message).toBe(`Case ${(data as { id?: string } | null)?.id ?? 7}: ${missing[0]!.message}`)
})

test('[ballots-2] what a case leaves out, or gives as null, is nothing; beside the close and remarks its context is kept', () => {
  const nothing = { reasoned: false, at: null, category: null, count: 1, weight: 1, population: 0, flags: [], affiliation: null, proxyHolder: null, ranking: null }
  const left = { voter: 'x', choice: 'yes' }
  const empty = { ...left, category: null, affiliation: null, proxyHolder: null, ranking: null, castAt: null }
  const context = { closesAt: null, eligible: 3, share: '1/2', open: false, remark: 'as printed' }
  expect(readCase({ id: 'a', rule: 'r', votes: [left, empty], context, expected: null }, 0)).toEqual({ ok: true, value: {
    id: 'a', rule: 'r', closesAt: null, context: { eligible: 3, share: '1/2', open: false }, expected: null,
    papers: [{ ...left, ...nothing }, { ...left, ...nothing }],
  } })
})

test('[ballots-2] whatever a vote says of itself beside its reason is a flag', () => {
  const read = readCase({ id: 'a', rule: 'r', votes: [{ voter: 'x', choice: 'yes', withReason: true, commits: true, uses: false }] }, 0)
  expect(read).toMatchObject({ ok: true, value: { papers: [{ reasoned: true, flags: ['commits'] }] } })
})

const counted = (rule: string, context: object, votes: readonly object[]) => {
  const read = readCase({ id: 'a', rule, context, votes }, 0)
  if (!read.ok) throw new Error(read.refusal.message)
  return countCase(rules[rule]!, read.value)
}

test('[ballots-2] what the rule does not know, and what it asks and the case does not give, is refused with its place', () => {
  expect(counted('generic.simple', {}, [{ voter: 'x', choice: 'yes' }, { voter: 'y', choice: 'maybe' }])).toMatchObject({
    ok: false, refusal: { message: 'Case a: votes[1].choice is "maybe", which is not an option of the rule generic.simple.', missing: [{ where: 'votes.1.choice' }] },
  })
  expect(counted('generic.simple', {}, [{ voter: 'x', choice: 'maybe' }])).toMatchObject({ ok: false, refusal: { missing: [{ where: 'votes.0.choice' }] } })
  expect(counted('generic.default', { eligible: 'twenty' }, [])).toMatchObject({
    ok: false, refusal: { message: 'Case a: context: The rule asks for "eligible", which the ballot does not give.', missing: [{ where: 'context' }] },
  })
  expect(counted('unece.1958', {}, [])).toMatchObject({ ok: false, refusal: { message: expect.stringContaining('"present" and "applying"') } })
})

test('[ballots-2] a figure that the way to the outcome does not need is not asked for', () => {
  expect(counted('ietf.iesg.other', {}, [{ voter: 'x', choice: 'discuss' }])).toMatchObject({ ok: true, value: { outcome: 'blocked' } })
})

test('[ballots-2] times with an offset are read as the instants they are', () => {
  const context = { closesAt: '2026-06-30T23:59:59+02:00' }
  const votes = [{ voter: 'x', choice: 'break', castAt: '2026-06-30T21:59:59Z' }, { voter: 'y', choice: 'break', castAt: '2026-06-30T22:00:00Z' }]
  expect(counted('generic.silence', context, votes)).toMatchObject({ ok: true, value: { outcome: 'silence-broken', tallies: { counted: { break: 1 }, late: 1 } } })
})

test('[ballots-3] sizes beyond what a number keeps are counted exactly, given as texts', () => {
  const huge = 10n ** 30n
  const votes = (more: bigint) => [{ voter: 'y', choice: 'yes', count: `${2n * huge + more}` }, { voter: 'n', choice: 'no', count: `${huge}`, withReason: true }]
  expect(counted('generic.default', { eligible: `${3n * huge}` }, votes(0n))).toMatchObject({
    ok: true, value: { outcome: 'approved', tallies: { counted: { yes: `${2n * huge}`, no: `${huge}` }, ratios: { yes: `${2n * huge}/${3n * huge}` } } },
  })
  expect(counted('generic.default', { eligible: `${3n * huge}` }, votes(-1n))).toMatchObject({ ok: true, value: { outcome: 'rejected' } })
})

test('[ballots-1] a bloc counts as its votes one by one', () => {
  const each = ['a', 'b', 'c'].map(voter => ({ voter, choice: 'yes', weight: 4, population: '1/3' }))
  const bloc = [{ voter: 'all', choice: 'yes', count: 3, weight: 12, population: 1 }]
  const no = { voter: 'n', choice: 'no', weight: 1, population: 1 }
  for (const rule of ['cen.71', 'cen.2017']) expect(counted(rule, {}, [...each, no])).toEqual(counted(rule, {}, [...bloc, no]))
})
