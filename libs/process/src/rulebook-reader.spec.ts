import { phases } from './phase.ts'
import { loadRulebook, soundRulebook } from './rulebook-reader.ts'
import { editionAt } from './editions.ts'
import { rulebookAt, rulebookOf, rulebooks } from './rulebooks/index.ts'
import file from './rulebooks/harmonization.json' with { type: 'json' }
import { ballotUnder, gateNamesOf, stageOf, wayOn } from './rulebook.ts'

const book = rulebooks.harmonization!
type Fields = Record<string, unknown>
interface LooseEdition { [name: string]: unknown; stages: Fields[]; moves: Fields[]; ballots: Fields[]; review: Fields }
interface Loose { [name: string]: unknown; editions: LooseEdition[] }
const changed = (change: (edition: LooseEdition, file: Loose) => void): unknown => {
  const copy = structuredClone(file) as unknown as Loose
  change(copy.editions[0]!, copy)
  return copy
}

test('[process-3] the default cycle has the seven stages of the seven phases, in order', () => {
  expect(book.stages.map(stage => [stage.code, stage.phase])).toEqual(phases.map(phase => [phase, phase]))
})

test('[process-3] a draft goes forward through all stages and, from review, back to any of them', () => {
  const forward = book.moves.filter(move => move.kind === 'forward' && move.from !== 'review').map(move => `${move.from} ${move.to}`)
  expect(forward).toEqual(phases.slice(0, -1).map((phase, index) => `${phase} ${phases[index + 1]}`))
  expect(book.moves.filter(move => move.from === 'review').map(move => move.to).sort()).toEqual([...phases].filter(phase => phase !== 'review').sort())
})

test('[process-3] the default cycle uses the sixteen gates of the design and the one that an appeal holds, and its times are those of the design', () => {
  expect([...new Set(book.moves.flatMap(move => move.gates))].sort()).toEqual([
    'adoption-stands', 'appeal-window-over', 'ballot-passed', 'call-closed', 'categories-covered', 'comments-dispositioned', 'conflicts-of-interest', 'cooling-off', 'duplicate-check',
    'edition-frozen', 'implementation-reports', 'languages-present', 'minimum-time', 'no-open-reasoned-objection', 'problem-statement', 'summary-of-input', 'text-valid',
  ])
  expect(Object.fromEntries(book.stages.map(stage => [stage.code, stage.minimum]))).toEqual({
    issue: 'P14D', engagement: 'P60D', drafting: 'P30D', negotiation: 'P60D', adoption: undefined, implementation: 'P6M', review: undefined,
  })
  expect([book.call.minimum, book.coolingOff, book.ballots[0]!.duration, book.ballots[0]!.rule, book.appeal.window]).toEqual(['P60D', 'P14D', 'P30D', 'generic.default', 'P21D'])
  expect([book.review!.begin, book.review!.decideBy]).toEqual(['P4Y6M', 'P5Y'])
})

test('[process-3] no exception lets a text be adopted without a frozen edition or a passed ballot', () => {
  const adoption = book.moves.find(move => move.from === 'adoption' && move.to === 'implementation')!
  expect(adoption.gates).toEqual(expect.arrayContaining(['edition-frozen', 'ballot-passed', 'appeal-window-over']))
  for (const gate of ['edition-frozen', 'ballot-passed', 'appeal-window-over', 'text-valid']) {
    expect(book.moves.filter(move => move.override?.gates.includes(gate))).toEqual([])
  }
})

const upheld = (edition: LooseEdition, to: string): void => { (edition.appeal as Record<string, Fields>).upheld!.to = to }
const stage = (code: string, more: Record<string, unknown> = {}) => ({ code, phase: 'issue', title: code, purpose: code, holder: 'chair', ...more })
const way = (from: string, to: string, more: Record<string, unknown> = {}) => ({ from, to, kind: 'forward', title: 'Go', gates: [], by: ['chair'], reason: 'optional', ...more })
const clock = (more: Record<string, unknown> = {}) =>
  ({ key: 'lapse', title: 'Lapse', starts: 'entry', stages: ['issue'], duration: 'P6M', onTimeout: { do: 'remind', words: 'Over.' }, fact: 'memory', ...more })

const broken: readonly (readonly [string, () => unknown, string])[] = [
  ['nothing', () => null, 'The rulebook is wrong at the rulebook'],
  ['a move from nowhere', () => changed(one => { one.moves.push(way('limbo', 'issue')) }), 'wrong at editions[0].moves[16].from: there is no stage "limbo"'],
  ['a clock that moves to nowhere', () => changed(one => { one.clocks = [clock({ onTimeout: { do: 'move', to: 'limbo', words: 'Over.' } })] }), 'wrong at editions[0].clocks[0].onTimeout.to: there is no stage "limbo"'],
  ['a clock with neither a duration nor working days', () => changed(one => { one.clocks = [clock({ duration: undefined })] }), 'clocks[0]: must have either a duration or workingDays'],
  ['a reminder at the beginning', () => changed(one => { one.clocks = [clock({ reminders: ['P1M', 'P6M'] })] }), 'clocks[0].reminders: P6M before the end is not after the beginning of P6M'],
  ['a clock that moves from one of its stages only', () => changed(one => { one.clocks = [clock({ stages: ['issue', 'adoption'], onTimeout: { do: 'move', to: 'engagement', words: 'Over.' } })] }), 'clocks[0].onTimeout: no move leads from adoption to engagement'],
  ['an edition that ends on the day it begins', () => changed(one => { one.until = '2000-01-01' }), 'editions[0].until: 2000-01-01 is not after 2000-01-01'],
  ['editions that overlap by a day', () => changed((one, all) => { one.until = '2010-01-02'; all.editions.push({ ...one, until: undefined, edition: '2', from: '2010-01-01' }) }), 'editions[0].until: overlaps the edition 2, in force from 2010-01-01'],
  ['a text that rests where texts are reviewed', () => changed(one => { one.stages.push(stage('use', { phase: 'implementation' })); one.moves.push(way('adoption', 'use')) }), 'stages[7]: no move leads out of "use"'],
  ['a draft that rests where no texts are reviewed', () => changed(one => { delete (one as Fields).review; one.stages.push(stage('drawer', { phase: 'drafting' })); one.moves.push(way('issue', 'drawer')) }), 'stages[7]: no move leads out of "drawer"'],
  ['a condition of no conditions', () => changed(one => { one.conditions = { none: { title: 'None', when: { all: [] } } } }), 'conditions.none.when.all: must name at least one condition'],
  ['an upheld appeal after which work only ends under review', () => changed(one => {
    one.stages.push(stage('aside'), stage('shelf', { phase: 'review', ends: 'withdrawn' }))
    one.moves.push(way('issue', 'aside'), way('aside', 'shelf'))
    upheld(one, 'aside')
  }), 'appeal.upheld.to: no moves lead from "aside" to an adoption again'],
  ['no edition', () => changed((_, all) => { all.editions = [] }), 'editions: must have at least one edition'],
  ['a duration in words', () => changed(one => { one.stages[0]!.minimum = '14 days' }), 'editions[0].stages[0].minimum: must be an ISO 8601 duration such as P14D or P4Y6M'],
  ['a negative duration', () => changed(one => { one.coolingOff = '-P14D' }), 'editions[0].coolingOff: must be an ISO 8601 duration'],
  ['a minimum above its target', () => changed(one => { one.stages[0]!.minimum = 'P3M' }), 'editions[0].stages[0].minimum: P3M is more than the target P60D'],
  ['an unknown phase', () => changed(one => { one.stages[2]!.phase = 'waiting' }), 'stages[2].phase: must be one of the phases'],
  ['an unknown role', () => changed(one => { one.moves[0]!.by = ['king'] }), 'moves[0].by[0]: must be one of the roles'],
  ['nobody who decides a move', () => changed(one => { one.moves[0]!.by = [] }), 'moves[0].by: must name at least one role'],
  ['an unknown gate', () => changed(one => { one.moves[0]!.gates = ['luck'] }), 'moves[0].gates[0]: there is no gate "luck"'],
  ['an unknown gate on entering a stage', () => changed(one => { one.stages[1]!.entry = ['luck'] }), 'stages[1].entry[0]: there is no gate "luck"'],
  ['an unknown gate on leaving a stage', () => changed(one => { one.stages[1]!.exit = ['luck'] }), 'stages[1].exit[0]: there is no gate "luck"'],
  ['a gate that is only a name of objects', () => changed(one => { one.moves[0]!.gates = ['constructor'] }), 'moves[0].gates[0]: there is no gate "constructor"'],
  ['a move to nowhere', () => changed(one => { one.moves[0]!.to = 'limbo' }), 'moves[0].to: there is no stage "limbo"'],
  ['a move that is there twice', () => changed(one => { one.moves.push({ ...one.moves[0] }) }), 'moves[16]: the move issue → engagement is there twice'],
  ['an exception from a gate the move does not have', () => changed(one => { one.moves[0]!.override = { by: ['chair'], gates: ['ballot-passed'] } }), 'moves[0].override: the move has no gate "ballot-passed"'],
  ['a review that leads nowhere', () => changed(one => { one.review.outcomes = { amend: { title: 'Amend', to: 'limbo' } } }), 'review.outcomes.amend.to: there is no stage "limbo"'],
  ['a review outcome that no move leads to', () => changed(one => { one.moves = one.moves.filter(move => !(move.from === 'review' && move.to === 'drafting')) }), 'review.outcomes.amend.to: no move leads from review to drafting'],
  ['a review that begins after it is to be decided', () => changed(one => { one.review.begin = 'P6Y' }), 'review.begin: P6Y is more than decideBy P5Y'],
  ['a review that no move leads to', () => changed(one => { one.moves = one.moves.map(move => (move.to === 'review' ? { ...move, from: 'adoption' } : move)) }), 'no move leads'],
  ['one code for two stages', () => changed(one => { one.stages[1]!.code = 'issue' }), 'stages: two stages have the same code "issue"'],
  ['an alias that is another stage’s code', () => changed(one => { one.stages[1]!.aliases = ['issue'] }), 'stages: two stages have the same code "issue"'],
  ['a stage that nothing reaches', () => changed(one => { one.stages.push(stage('island')); one.moves.push(way('island', 'issue')) }), 'stages[7]: no moves lead from "issue" to "island"'],
  ['a stage without a way out', () => changed(one => { one.stages.push(stage('cellar')); one.moves.push(way('issue', 'cellar')) }), 'stages[7]: no move leads out of "cellar"'],
  ['an end that is left again', () => changed(one => { one.stages.push(stage('shelf', { ends: 'abandoned' })); one.moves.push(way('issue', 'shelf'), way('shelf', 'issue')) }), 'stages[7].ends: the work ends in "shelf", so no move leads on from it'],
  ['moves that only lead in a circle', () => changed(one => {
    one.stages.push(stage('left'), stage('right'))
    one.moves.push(way('issue', 'left'), way('left', 'right'), way('right', 'left'))
  }), 'stages[7]: from "left" the moves only lead in a circle, never to an end'],
  ['a fraction over one', () => changed(one => { one.ballots[0]!.shares = { favourAtLeast: '3/2' } }), 'ballots[0].shares.favourAtLeast: 3/2 is more than one'],
  ['a fraction by nothing', () => changed(one => { one.ballots[0]!.shares = { favourAtLeast: '1/0' } }), 'ballots[0].shares.favourAtLeast: must be a fraction such as 2/3'],
  ['a cap over one', () => changed(one => { one.balance = { cap: '5/4', fact: 'memory' } }), 'balance.cap: 5/4 is more than one'],
  ['an unknown counting rule', () => changed(one => { one.ballots[0]!.rule = 'generic.luck' }), 'ballots[0].rule: there is no counting rule "generic.luck"'],
  ['an unknown choice', () => changed(one => { one.ballots[0]!.reasons = ['perhaps'] }), 'ballots[0].reasons: the rule generic.default has no choice "perhaps"'],
  ['a negative that is no choice', () => changed(one => { one.ballots[0]!.recirculation = { duration: 'P10D', negatives: ['perhaps'], fact: 'memory' } }), 'ballots[0].recirculation.negatives: the rule generic.default has no choice "perhaps"'],
  ['a membership lowered by ballots that are not held', () => changed(one => { one.membership = [{ from: 'P', to: 'O', rules: ['generic.luck'], missed: 1, fact: 'memory' }] }), 'membership[0].rules: no ballot is held under "generic.luck"'],
  ['a ballot nowhere', () => changed(one => { one.ballots[0]!.stages = ['limbo'] }), 'ballots[0].stages[0]: there is no stage "limbo"'],
  ['a result that leads nowhere', () => changed(one => { one.ballots[0]!.passed = ['limbo'] }), 'ballots[0].passed[0]: there is no stage "limbo"'],
  ['a ballot longer than its stage', () => changed(one => { one.ballots[0]!.duration = 'P90D' }), 'ballots[0].duration: P90D is more than the target P60D of "adoption"'],
  ['a gate on a ballot that is never held', () => changed(one => { one.ballots = [] }), 'no ballot is held in adoption, so none can pass there'],
  ['a condition that nothing satisfies', () => changed(one => {
    one.conditions = { both: { title: 'Both', when: { all: [{ fact: 'seats', atLeast: 3 }, { fact: 'seats', atMost: 2 }] } } }
  }), 'conditions.both.when: nothing can satisfy it'],
  ['a condition and its contrary', () => changed(one => {
    one.conditions = { both: { title: 'Both', when: { all: [{ fact: 'comments', atLeast: 1 }, { not: { fact: 'comments', atLeast: 1 } }] } } }
  }), 'conditions.both.when: nothing can satisfy it'],
  ['two conditions of one move that exclude each other', () => changed(one => {
    one.conditions = { few: { title: 'Few', when: { fact: 'seats', atMost: 2 } }, many: { title: 'Many', when: { fact: 'seats', atLeast: 3 } } }
    one.moves[0]!.gates = ['few', 'many']
    delete one.moves[0]!.override
  }), 'moves[0].gates: nothing can satisfy them together'],
  ['a ballot both passed and lost', () => changed(one => { one.moves[4]!.gates = ['ballot-passed', 'ballot-lost']; delete one.moves[4]!.override }), 'moves[4].gates: nothing can satisfy ballot-passed and ballot-lost together'],
  ['a condition on a fact nobody knows', () => changed(one => { one.conditions = { odd: { title: 'Odd', when: { fact: 'mood', atLeast: 1 } } } }), 'conditions.odd'],
  ['a condition without a bound', () => changed(one => { one.conditions = { odd: { title: 'Odd', when: { fact: 'seats' } } } }), 'conditions.odd'],
  ['a clock in a stage nobody knows', () => changed(one => { one.clocks = [clock({ stages: ['limbo'] })] }), 'clocks[0].stages[0]: there is no stage "limbo"'],
  ['a clock that runs for no time', () => changed(one => { one.clocks = [clock({ duration: 'P0D' })] }), 'clocks[0].duration: a clock runs for some time'],
  ['a clock with both a duration and working days', () => changed(one => { one.clocks = [clock({ workingDays: 5 })] }), 'clocks[0]: must have either a duration or workingDays'],
  ['a reminder before the beginning', () => changed(one => { one.clocks = [clock({ reminders: ['P7M'] })] }), 'clocks[0].reminders: P7M before the end is not after the beginning of P6M'],
  ['a clock that moves where no move leads', () => changed(one => { one.clocks = [clock({ onTimeout: { do: 'move', to: 'adoption', words: 'Over.' } })] }), 'clocks[0].onTimeout: no move leads from issue to adoption'],
  ['a clock that moves without a place', () => changed(one => { one.clocks = [clock({ onTimeout: { do: 'move', words: 'Over.' } })] }), 'clocks[0].onTimeout: a move says where to, and nothing else does'],
  ['two clocks with one key', () => changed(one => { one.clocks = [clock(), clock()] }), 'clocks[1].key: two clocks have the key "lapse"'],
  ['editions that overlap', () => changed((one, all) => { all.editions.push({ ...one, edition: '2', from: '2010-01-01' }) }), 'editions[0].until: overlaps the edition 2, in force from 2010-01-01'],
  ['a time without an edition', () => changed((one, all) => { one.until = '2009-01-01'; all.editions.push({ ...one, until: undefined, edition: '2', from: '2010-01-01' }) }), 'editions[0].until: from 2009-01-01 to 2010-01-01 no edition is in force'],
  ['an edition that ends before it begins', () => changed(one => { one.until = '1999-01-01' }), 'editions[0].until: 1999-01-01 is not after 2000-01-01'],
  ['two editions of one name', () => changed((one, all) => { one.until = '2010-01-01'; all.editions.push({ ...one, until: undefined, from: '2010-01-01' }) }), 'editions[1].edition: two editions are called "1"'],
  ['a time zone that does not exist', () => changed(one => { one.zone = 'Europe/Atlantis' }), 'zone: there is no time zone "Europe/Atlantis"'],
  ['a secretariat that never works', () => changed(one => { one.calendar = { title: 'Never', weekend: [1, 2, 3, 4, 5, 6, 7], holidays: [], fact: 'memory' } }), 'calendar.weekend: there is no working day left'],
  ['an upheld appeal that leads nowhere', () => changed(one => { upheld(one, 'limbo') }), 'appeal.upheld.to: there is no stage "limbo"'],
  ['an upheld appeal that leaves the text adopted', () => changed(one => { upheld(one, 'review') }), 'appeal.upheld.to: in "review" the text would stay adopted'],
  ['an upheld appeal that nobody can file', () => changed(one => { (one.appeal as Fields).window = 'P0D' }), 'appeal.upheld: nobody can appeal, because the time for it is nothing'],
  ['an upheld appeal after which nothing can be adopted', () => changed(one => {
    one.stages.push(stage('aside'), stage('shelf', { ends: 'abandoned' }))
    one.moves.push(way('issue', 'aside'), way('aside', 'shelf'))
    upheld(one, 'aside')
  }), 'appeal.upheld.to: no moves lead from "aside" to an adoption again'],
  ['an upheld appeal where nothing is ever adopted', () => changed(one => {
    for (const known of one.stages) if (['implementation', 'review'].includes(known.phase as string)) known.phase = 'adoption'
    one.stages.push(stage('shelf', { ends: 'abandoned' }))
    one.moves.push(way('issue', 'shelf'))
    delete (one as Fields).review
  }), 'appeal.upheld: no text is ever adopted, so no appeal goes against an adoption'],
  ['an upheld appeal of which it is not said whether it suspends', () => changed(one => { (one.appeal as Record<string, Fields>).upheld!.suspends = 'perhaps' }), 'appeal.upheld.suspends: must be true or false'],
  ['a fact without its source', () => changed(one => { (one.call as Record<string, unknown>).fact = 'confirmed: rumour' }), 'sources: a fact rests on "rumour", which is not explained'],
  ['a fact that says not whence', () => changed(one => { (one.call as Record<string, unknown>).fact = 'surely' }), 'call.fact: must be “confirmed: <source>”, “memory” or “design default”'],
  ['a field nobody knows', () => changed(one => { one.mood = 'good' }), 'mood'],
  ['a field left out', () => changed(one => { delete one.coolingOff }), 'coolingOff'],
]
const known = { 'generic.default': ['yes', 'no', 'abstain', 'object'] }

test.each(broken)('[process-4] a rulebook with %s is refused in one sentence that names the place', (_, make, message) => {
  const read = loadRulebook(make(), known)
  expect(read.ok ? '' : read.refusal.message).toContain(message)
  expect(read.ok ? '' : read.refusal.message).toMatch(/^The rulebook is wrong at [^\n]+\.$/)
})

test.each<readonly [string, (edition: LooseEdition, all: Loose) => void]>([
  ['whose shares, cap and times are exactly at their bounds', one => {
    one.stages[0]!.minimum = 'P60D'
    one.ballots[0]!.duration = 'P60D'
    one.ballots[0]!.shares = { favourAtLeast: '2/3', againstAtMost: '1/1' }
    one.balance = { cap: '1/1', fact: 'memory' }
    one.review.begin = 'P5Y'
  }],
  ['of which some choices need a reason, or are negative', one => {
    one.ballots[0]!.reasons = ['no', 'object']
    one.ballots[0]!.recirculation = { duration: 'P10D', negatives: ['no'], fact: 'memory' }
  }],
  ['that lowers a membership by one of its ballots', one => {
    one.ballots.push({ ...one.ballots[0], rule: 'generic.simple', stages: ['adoption'] })
    one.membership = [{ from: 'P', to: 'O', rules: ['generic.default'], missed: 1, fact: 'memory' }]
  }],
  ['that holds a ballot where it expects no time', one => { one.ballots.push({ ...one.ballots[0], rule: 'generic.simple', stages: ['implementation', 'adoption'] }) }],
  ['without a word about upheld appeals', one => { delete (one.appeal as Fields).upheld }],
  ['whose secretariat has a weekend', one => { one.calendar = { title: 'Usual', weekend: [6, 7], holidays: [], fact: 'memory' } }],
  ['with clocks of working days, of reminders and of moves', one => {
    one.clocks = [
      clock({ duration: undefined, workingDays: 5, reminders: ['P1D'] }), clock({ key: 'late', reminders: ['P1M'] }),
      clock({ key: 'on', onTimeout: { do: 'move', to: 'engagement', words: 'Over.' } }),
    ]
  }],
  ['of two editions, the second from the day on which the first ends', (one, all) => { one.until = '2010-01-01'; all.editions.push({ ...one, until: undefined, edition: '2', from: '2010-01-01' }) }],
  ['with conditions that nothing says against', one => {
    one.conditions = { few: { title: 'Few', when: { fact: 'seats', atMost: 4 } }, some: { title: 'Some', when: { fact: 'seats', atLeast: 3 } } }
    one.moves[0]!.gates = ['few', 'some']
    delete one.moves[0]!.override
  }],
  ['in which an adopted text rests, because none is reviewed', one => {
    delete (one as Fields).review
    one.stages = one.stages.filter(known => known.code !== 'review')
    one.moves = one.moves.filter(known => known.from !== 'review' && known.to !== 'review')
    one.ballots[0]!.stages = ['adoption']
  }],
  ['in which not every adopted text is adopted again after an upheld appeal', one => {
    one.stages.unshift(stage('start'), stage('legacy', { phase: 'implementation' }))
    one.moves.push(way('start', 'issue'), way('start', 'legacy'), way('legacy', 'review'))
  }],
])('[process-4] a rulebook %s is read', (_, change) => {
  expect(loadRulebook(changed(change), { ...known, 'generic.simple': ['yes', 'no'] })).toMatchObject({ ok: true })
})

test('[process-4] a refusal has one code and names the place in full', () => {
  expect(loadRulebook(null)).toMatchObject({ refusal: { code: 'rulebook', message: expect.stringMatching(/^The rulebook is wrong at the rulebook: /) } })
  expect(loadRulebook(changed(one => { one.stages[0]!.minimum = '14 days' }))).toEqual({ ok: false, refusal: {
    code: 'rulebook', missing: [], message: 'The rulebook is wrong at editions[0].stages[0].minimum: must be an ISO 8601 duration such as P14D or P4Y6M.',
  } })
  expect(loadRulebook(changed(one => { one.moves[0]!.to = 'limbo' }))).toEqual({ ok: false, refusal: {
    code: 'rulebook', missing: [], message: 'The rulebook is wrong at editions[0].moves[0].to: there is no stage "limbo".',
  } })
})

test('[process-18] a move forward asks the gates of leaving and of coming, once each; a move back only its own', () => {
  const gated = { ...book, stages: book.stages.map(one => ({ ...one, ...(one.code === 'drafting' ? { exit: ['cooling-off', 'text-valid'], entry: ['references-mature'] } : {}), ...(one.code === 'negotiation' ? { entry: ['languages-present', 'text-valid'] } : {}) })) }
  const asked = (from: string, to: string) => gateNamesOf(gated, gated.moves.find(one => one.from === from && one.to === to)!)
  expect(asked('drafting', 'negotiation')).toEqual(['cooling-off', 'text-valid', 'comments-dispositioned', 'minimum-time', 'languages-present'])
  expect([asked('negotiation', 'drafting'), asked('drafting', 'engagement')]).toEqual([[], []])
})

test('[process-3] the way on is the first move forward that does not end the work', () => {
  expect(wayOn(book, 'review')?.to).toBe('implementation')
  const shelved = { ...book, stages: [...book.stages, { ...book.stages[0]!, code: 'shelf', ends: 'abandoned' as const }], moves: [{ ...book.moves[0]!, to: 'shelf' }, ...book.moves] }
  expect(wayOn(shelved, 'issue')?.to).toBe('engagement')
})

test('[process-4] a rulebook that is right is read, with and without the counting rules at hand', () => {
  expect([loadRulebook(file).ok, loadRulebook(file, known).ok]).toEqual([true, true])
})

test('[process-261] an upheld appeal may end the work, or leave what follows to people', () => {
  const ends = changed(one => {
    one.stages.push(stage('shelf', { ends: 'abandoned' }))
    one.moves.push(way('issue', 'shelf'))
    upheld(one, 'shelf')
  })
  const people = changed(one => { (one.appeal as Record<string, Fields>).upheld!.to = null })
  expect([loadRulebook(ends).ok, loadRulebook(people).ok]).toEqual([true, true])
})

test('[process-4] a rulebook is found by its id, its alias and its edition; an unknown id and the names of objects give nothing', () => {
  expect(rulebookOf('harmonization')).toBe(book)
  expect(rulebookOf('harmonization', '1')).toBe(book)
  expect(rulebookOf('eu')).toBe(rulebookOf('eu.olp'))
  expect([rulebookOf('other'), rulebookOf('constructor'), rulebookOf('harmonization', '0'), rulebookAt('other', '2027-01-01T00:00:00Z')]).toEqual([null, null, null, null])
  expect(() => stageOf(book, 'limbo')).toThrow('has no stage "limbo"')
})

test('[process-201] the edition in force at an instant applies, days being those of its zone; before the first the first, after the last the last', () => {
  const at = (instant: string) => rulebookAt('w3c', instant)!.edition
  expect([at('2001-01-01T00:00:00Z'), at('2025-08-17T23:59:59Z'), at('2025-08-18T00:00:00Z'), at('2099-01-01T00:00:00Z')]).toEqual(['2023', '2023', '2025', '2025'])
  expect(rulebookAt('iso', '2022-06-29T21:59:59Z')!.edition).toBe('2013')
  expect(rulebookAt('iso', '2022-06-29T22:00:00Z')!.edition).toBe('2022')
  expect(() => editionAt([], '2027-01-01T00:00:00Z')).toThrow('at least one edition')
})

test('[process-4] a rulebook of the house that cannot be read is a fault', () => {
  expect(soundRulebook(file)).toHaveLength(file.editions.length)
  expect(() => soundRulebook(changed(edition => { edition.moves = [] }) as { id: string })).toThrow(/^harmonization: The rulebook is wrong at /)
})

test('[process-4] a stage that a rulebook does not have is a fault, and a ballot that it does not hold is none', () => {
  expect(() => stageOf(book, 'nowhere')).toThrow('has no stage "nowhere"')
  const { rule } = book.ballots[0]!
  expect(ballotUnder(book, rule, 'adoption')?.rule).toBe(rule)
  expect(ballotUnder(book, rule, 'issue')?.rule).toBe(rule)
  expect(ballotUnder(book, 'no rule', 'adoption')).toBeNull()
})

test('[process-3] where every way on ends the work, the first of them is the way on', () => {
  const ended = { ...book, stages: book.stages.map(stage => (stage.code === 'engagement' ? { ...stage, ends: 'published' as never } : stage)), moves: book.moves.filter(one => one.from === 'issue') }
  expect(wayOn(ended, 'issue')?.to).toBe('engagement')
  expect(wayOn(ended, 'review')).toBeUndefined()
})

test.each([
  ['a review that begins after it must be decided', (edition: LooseEdition) => { edition.review['begin'] = 'P99Y' }, 'review.begin: P99Y is more than decideBy'],
  ['a review and no stage for it', (edition: LooseEdition) => { edition.stages.find(stage => stage['code'] === 'review')!['phase'] = 'implementation' }, 'review: there is no stage in which a text is under review'],
  ['no move into review', (edition: LooseEdition) => {
    for (const one of edition.moves) if (one['from'] === 'implementation' && one['to'] === 'review') one['from'] = 'adoption'
    edition.moves.push({ ...edition.moves.find(one => one['to'] === 'review'), from: 'implementation', to: 'adoption', kind: 'back' })
  }, 'review: no move leads from implementation into review'],
])('[process-4] a rulebook with %s is refused', (_, change, words) => {
  expect(loadRulebook(changed(change))).toMatchObject({ ok: false, refusal: { message: expect.stringContaining(words) } })
})
