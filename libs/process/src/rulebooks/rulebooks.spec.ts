import { phases } from '../phase.ts'
import { ballotsAt, stageOf, type Rulebook } from '../rulebook.ts'
import { editionsOf, rulebookOf, rulebooks } from './index.ts'

const all = Object.keys(rulebooks).flatMap(id => editionsOf(id))
const named = (book: Rulebook): string => `${book.id} ${book.edition}`
const of = (id: string, edition?: string): Rulebook => rulebookOf(id, edition)!

test('[process-3] the rulebooks of the house are on the shelf', () => {
  expect(Object.keys(rulebooks).sort()).toEqual([
    'cen', 'codex', 'eu.olp', 'harmonization', 'ich', 'ieee', 'ietf', 'imdrf', 'iso', 'iso.fasttrack', 'itu-t-aap', 'itu-t-tap', 'oecd', 'unece.1958', 'w3c',
  ])
})

test.each(all.map(book => [named(book), book] as const))('[process-4] %s begins in the first phase, maps to phases that go on to implementation, and ends somewhere', (_, book) => {
  const own = phases.filter(phase => book.stages.some(stage => stage.phase === phase))
  expect(book.stages[0]!.phase).toBe('issue')
  expect(own).toEqual(expect.arrayContaining(['issue', 'negotiation', 'adoption', 'implementation']))
  expect(book.stages.some(stage => stage.ends !== undefined) || book.id === 'harmonization').toBe(true)
})

test.each(all.map(book => [named(book), book] as const))('[process-4] in %s every time, ballot, procedure and policy says whence it is known', (_, book) => {
  const without = book.stages.filter(stage => stage.fact === undefined && book.id !== 'harmonization').map(stage => stage.code)
  expect(without).toEqual([])
  expect(Object.keys(book.sources).filter(key => !JSON.stringify(all.filter(one => one.id === book.id)).includes(`confirmed: ${key}`))).toEqual([])
})

test.each(all.map(book => [named(book), book] as const))('[process-108] in %s adoption is decided by a ballot, on an edition that was frozen', (_, book) => {
  const into = book.moves.filter(move => stageOf(book, move.from).phase === 'adoption' && stageOf(book, move.to).phase === 'implementation')
  expect(into.length).toBeGreaterThan(0)
  expect(book.stages.filter(stage => stage.phase === 'adoption').some(stage => ballotsAt(book, stage.code).length > 0)).toBe(true)
  // Nothing is adopted by a way that goes round adoption.
  const round = book.moves.filter(move => stageOf(book, move.to).phase === 'implementation' && !['adoption', 'implementation', 'review'].includes(stageOf(book, move.from).phase))
  expect(round.map(move => `${move.from} → ${move.to}`)).toEqual([])
})

test.each([
  ['iso', 'before 2013', '40.20', 'P5M'], ['iso', '2022', '40.20', 'P12W'], ['iso', '2022', '50.20', 'P8W'], ['iso', '2022', '10.20', 'P12W'], ['iso.fasttrack', '2004', '40.20', 'P5M'],
  ['ietf', '2026bis', 'individual', 'P2W'], ['ietf', '2026bis', 'In Last Call', 'P2W'], ['ietf', '2026bis', 'RFC', 'P6M'],
  ['w3c', '2025', 'CRS', 'P28D'], ['w3c', '2025', 'AC-review', 'P28D'], ['w3c', '2023', 'PR', 'P28D'], ['w3c', '2025', 'proposed-amendments', 'P60D'], ['w3c', '2025', 'FO-overruled', 'P14D'],
  ['itu-t-aap', '2008-10', 'LC', 'P4W'], ['itu-t-aap', '2008-10', 'AR', 'P3W'], ['itu-t-tap', '2016', 'consultation', 'P3M'],
  ['cen', '2017', 'Enquiry', 'P12W'], ['cen', '2017', 'UAP', 'P5M'], ['unece.1958', '3', 'notification', 'P6M'], ['imdrf', 'N2', 'Stage 4', 'P60D'],
])('[process-3] in %s, edition %s, %s takes at least %s', (id, edition, code, minimum) => {
  expect(stageOf(of(id, edition), code).minimum).toBe(minimum)
})

test.each([
  ['iso', '40.20', ['iso.dis']], ['iso', '50.20', ['iso.fdis']], ['iso', '10.20', ['iso.np']], ['iso', '90.20', ['iso.sr']],
  ['ietf', 'IESG Evaluation', ['ietf.iesg.std', 'ietf.iesg.other', 'ietf.iesg.alternate']], ['w3c', 'AC-review', ['w3c.acreview']], ['w3c', 'FO-report', ['w3c.council.vote', 'w3c.council.shortcircuit']],
  ['ich', 'Step 4', ['generic.consent']], ['oecd', 'council', ['oecd.mutual', 'oecd.qmv']], ['itu-t-aap', 'LC', ['itu.aap.lastcall']], ['itu-t-aap', 'SG', ['itu.aap.sg']],
  ['itu-t-tap', 'consultation', ['itu.tap.consult']], ['itu-t-tap', 'decision', ['itu.tap.decision']], ['codex', 'Step 8', ['codex.majority']], ['cen', 'Formal Vote', ['cen.2017', 'cen.mandated']],
  ['ieee', 'WG ballot', ['ieee.wg']], ['ieee', 'SA ballot', ['ieee.sa']], ['eu', 'council', ['eu.qmv', 'eu.qmv.reinforced', 'eu.qmv.partial', 'eu.unanimity', 'eu.simple']], ['unece.1958', 'AC.1', ['unece.1958']],
])('[process-108] %s in %s holds a ballot by %j', (id, code, rules) => {
  expect(ballotsAt(of(id), code).map(ballot => ballot.rule)).toEqual(rules)
})

test('[process-3] the weighted vote of 71 % belongs to the edition before 2017, and the candidate ballot to those before 2022', () => {
  expect(ballotsAt(of('cen', 'before 2017'), 'Formal Vote').map(ballot => ballot.rule)).toEqual(['cen.71'])
  expect([stageOf(of('iso', '2013'), '30.20').title, stageOf(of('iso', '2022'), '30.20').title]).toEqual(['Committee draft ballot', 'Committee draft consultation'])
  expect(of('w3c', '2025').stages.some(stage => stage.code === 'PR')).toBe(false)
})

test('[process-3] weights of members are versioned figures with their source', () => {
  for (const id of ['eu', 'cen']) {
    const table = of(id).weights![0]!
    expect([table.from, Object.keys(table.by).length, Object.values(table.by).reduce((sum, one) => sum + one, 0)]).toEqual(['2023-01-01', 27, 448_387_872])
  }
})
