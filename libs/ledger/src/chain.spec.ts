import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { verifyChain } from './chain.ts'
import { conceal } from './commitment.ts'
import { appendTo, beforeFirst, entryText, type Act, type Head, type SealedEntry } from './entry.ts'

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')
const chain = 'draft:7f3c1f6e-2d0b-4a53-9d0e-0c8f6f1f2a11'
const actor = '0b9f2f7a-5c1e-4f57-8f2b-6a4f0d3c9e10'
const opened: Act = { chain, kind: 'draft.opened', actor, at: '2026-11-22T09:30:00.000000Z', facts: { title: 'Records of AI systems', stage: 'issue' } }

const chainOf = (acts: readonly Act[]): SealedEntry[] => {
  const entries: SealedEntry[] = []
  for (const act of acts) entries.push(appendTo(entries.at(-1) ?? null, act, sha256))
  return entries
}

const anyAct: fc.Arbitrary<Act> = fc.record({
  chain: fc.constant(chain),
  kind: fc.constantFrom('stage.moved', 'vote.cast', 'edition.frozen', 'comment.decided'),
  actor: fc.option(fc.uuid()),
  at: fc.integer({ min: 0, max: 999_999 }).map(micro => `2026-11-22T09:30:00.${String(micro).padStart(6, '0')}Z`),
  facts: fc.dictionary(fc.stringMatching(/^[a-z]{1,6}$/), fc.oneof(fc.string({ unit: 'grapheme' }), fc.integer(), fc.boolean(), fc.constant(null)), { maxKeys: 4 }),
})
const anyChain = fc.array(anyAct, { minLength: 2, maxLength: 12 }).map(chainOf)

test('[ledger-3] the worked example of the decision comes out to the letter', () => {
  const first = appendTo(null, opened, sha256)
  expect(first.hash).toBe('84cdcd3e232409074cb781fbbdf59ed171f7ba19bc1c8c72b53df3b03c24e2e6')
  expect(entryText(first)).toContain(`"format":"plenary.entry.1","kind":"draft.opened","previous":"${beforeFirst}","seq":1}`)
  const salt = '000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f'
  const { shown } = conceal('The text needs the evidence of the second call.', salt, sha256)
  expect(shown.commitment).toBe('0fdb0825bf14d3ca0156f3358737584abc8351553a8dce252ebf3c717bdf74ff')
  const facts = { from: 'issue', to: 'engagement', direction: 'forward', overridden: [], reason: shown }
  const second = appendTo(first, { chain, kind: 'stage.moved', actor, at: '2027-01-04T14:05:09.250000Z', facts }, sha256)
  expect(second).toMatchObject({ seq: 2, previous: first.hash, hash: '2aad851fe5698492b18b66192a114b5bfefaefd5fbde0fbd98e07b3ee870e11e' })
})

test.each([
  ['a chain of another form', { chain: 'draft' }],
  ['a kind of another form', { kind: 'moved' }],
  ['an empty actor', { actor: '' }],
  ['a time without microseconds', { at: '2026-11-22T09:30:00Z' }],
  ['a time in another zone', { at: '2026-11-22T09:30:00.000000+01:00' }],
  ['a fact that JSON cannot hold', { facts: { a: undefined } }],
])('[ledger-4] %s never becomes an entry', (_, change) => {
  expect(() => appendTo(null, { ...opened, ...change }, sha256)).toThrow(TypeError)
})

test('[ledger-5] a chain as it was appended holds and ends at its head', () => {
  fc.assert(fc.property(anyChain, entries => {
    const last = entries.at(-1) as SealedEntry
    expect(verifyChain(entries, sha256)).toEqual({ ok: true, value: { seq: entries.length, hash: last.hash } })
    expect(verifyChain(entries, sha256, last).ok).toBe(true)
  }))
})

test('[ledger-5] an empty chain holds and has no head yet', () => {
  expect(verifyChain([], sha256)).toEqual({ ok: true, value: { seq: 0, hash: beforeFirst } })
})

const fields = ['chain', 'seq', 'previous', 'kind', 'actor', 'at', 'facts', 'hash'] as const
const spoil = (entry: SealedEntry, field: (typeof fields)[number]): SealedEntry => {
  switch (field) {
    case 'seq': return { ...entry, seq: entry.seq + 1 }
    case 'facts': return { ...entry, facts: { ...entry.facts, added: 1 } }
    case 'actor': return { ...entry, actor: entry.actor === null ? 'x' : null }
    case 'at': return { ...entry, at: entry.at.replace('2026', '2025') }
    case 'kind': return { ...entry, kind: 'draft.withdrawn' }
    case 'chain': return { ...entry, chain: 'draft:0' }
    default: return { ...entry, [field]: entry[field].replace(/./, digit => (digit === '0' ? '1' : '0')) }
  }
}

test('[ledger-5] a change of any field of any entry is found at that entry', () => {
  fc.assert(fc.property(anyChain, fc.nat(), fc.constantFrom(...fields), (entries, any, field) => {
    const place = any % entries.length
    const spoiled = entries.with(place, spoil(entries[place] as SealedEntry, field))
    const checked = verifyChain(spoiled, sha256)
    // Another name for the whole chain, put on its first entry, is seen at the second, which belongs to no such chain; or at the first, by its hash.
    expect(checked).toMatchObject({ ok: false, refusal: { seq: place + 1 } })
  }))
})

test('[ledger-5] a change of any one byte of an exported entry is found', () => {
  fc.assert(fc.property(anyChain, fc.nat(), fc.nat(), (entries, any, where) => {
    const place = any % entries.length
    const text = JSON.stringify(entries[place])
    const at = where % text.length
    const other = text[at] === '7' ? '8' : '7'
    let spoiled: SealedEntry
    try {
      spoiled = JSON.parse(text.slice(0, at) + other + text.slice(at + 1)) as SealedEntry
    } catch (error) {
      // Not JSON any more: found before the chain is looked at.
      expect(error).toBeInstanceOf(SyntaxError)
      return
    }
    const complete = fields.every(field => Object.hasOwn(spoiled, field))
    expect(complete && verifyChain(entries.with(place, spoiled), sha256).ok).toBe(false)
  }), { numRuns: 500 })
})

test('[ledger-5] entries swapped, left out or put in are found', () => {
  fc.assert(fc.property(anyChain, fc.nat(), fc.constantFrom('swap', 'drop', 'repeat'), (entries, any, act) => {
    const place = any % (entries.length - 1)
    const [one, two] = [entries[place] as SealedEntry, entries[place + 1] as SealedEntry]
    const changed = act === 'swap' ? entries.with(place, two).with(place + 1, one) : act === 'drop' ? entries.toSpliced(place, 1) : entries.toSpliced(place, 0, one)
    expect(verifyChain(changed, sha256).ok).toBe(false)
  }))
})

test('[ledger-6] with a head kept outside, a chain cut off or rewritten is found and a chain grown on is not', () => {
  fc.assert(fc.property(anyChain, fc.nat(), (entries, any) => {
    const kept: Head = entries[any % entries.length] as SealedEntry
    expect(verifyChain(entries, sha256, kept).ok).toBe(true)
    expect(verifyChain(entries.slice(0, kept.seq - 1), sha256, kept)).toMatchObject({ ok: false, refusal: { code: 'cut-off', seq: kept.seq } })
    const rewritten = chainOf([{ ...opened, actor: null }, ...entries.slice(1)])
    expect(verifyChain(rewritten, sha256, kept)).toMatchObject({ ok: false, refusal: { code: 'altered', seq: kept.seq } })
  }))
})
