import fc from 'fast-check'
import { actOn, actsOn, type Objection, type ObjectionAct, type ObjectionStatus, objectionStatuses, raised, raiseObjection, reconciliation, stands, turnOf } from './objection.ts'

const day = 86_400_000
const at = (days: number): string => new Date(Date.UTC(2027, 2, 1, 12) + days * day).toISOString()
const terms = (days: number) => ({ now: at(days), zone: 'UTC', respond: 'P14D' })
const why = { reason: 'Because.' }
const acts: Readonly<Record<ObjectionAct['act'], ObjectionAct>> = {
  triage: { act: 'triage', kind: 'substantive', ...why }, address: { act: 'address', outcome: 'partly', ...why }, acknowledge: { act: 'acknowledge', ...why },
  sustain: { act: 'sustain', ...why }, withdraw: { act: 'withdraw', ...why }, retract: { act: 'retract', ...why }, find: { act: 'find', outcome: 'proceeds', ...why },
  lapse: { act: 'lapse' }, appeal: { act: 'appeal' }, release: { act: 'release' }, uphold: { act: 'uphold', ...why }, overrule: { act: 'overrule', ...why },
}
const live = (given: ObjectionAct[], days = 0): Objection => given.reduce<Objection>((objection, act) => {
  const step = actOn(objection, act, terms(days))
  if (!step.ok) throw new Error(step.refusal.message)
  return step.value
}, raised)
const codeOf = (objection: Objection, act: ObjectionAct, days = 1): string => {
  const step = actOn(objection, act, terms(days))
  return step.ok ? step.value.status : step.refusal.code
}
const addressed = live([acts.triage, acts.address])
const sustained = live([acts.triage, acts.address, acts.sustain])
const found = live([acts.triage, acts.address, acts.sustain, acts.find])

test.each([['', 'delete 3', 'reason-missing'], ['Too wide', ' ', 'remedy-missing']])('[consensus-1] an objection with reason “%s” and remedy “%s” is refused', (reason, remedy, code) => {
  expect(raiseObjection(reason, remedy)).toMatchObject({ ok: false, refusal: { code } })
})

test('[consensus-1] an objection with a reason and a remedy is raised', () => {
  expect(raiseObjection(' Too wide ', 'delete 3 ')).toEqual({ ok: true, value: { reason: 'Too wide', wouldClear: 'delete 3' } })
})

// From each state, where each act leads; what is not named is refused.
const leads: Readonly<Record<ObjectionStatus, Partial<Record<ObjectionAct['act'], ObjectionStatus>>>> = {
  raised: { triage: 'triaged', withdraw: 'withdrawn', retract: 'retracted' },
  triaged: { triage: 'triaged', address: 'addressed', withdraw: 'withdrawn', retract: 'retracted' },
  addressed: { address: 'addressed', acknowledge: 'acknowledged', sustain: 'sustained', withdraw: 'withdrawn', lapse: 'lapsed' },
  sustained: { address: 'addressed', acknowledge: 'acknowledged', withdraw: 'withdrawn', find: 'proceeds' },
  acknowledged: {}, withdrawn: {}, retracted: {}, lapsed: {},
  resolved: { appeal: 'appealed' }, proceeds: { appeal: 'appealed' },
  appealed: { release: 'proceeds', uphold: 'upheld', overrule: 'overruled' },
  upheld: { address: 'addressed', withdraw: 'withdrawn' },
  overruled: { appeal: 'appealed' },
}
const all = objectionStatuses.flatMap(status => (Object.keys(acts) as ObjectionAct['act'][]).map(act => [status, act, leads[status][act]] as const))

test.each(all)('[consensus-2] an objection that is %s and meets %s becomes %s', (status, act, next) => {
  const objection: Objection = { status, kind: 'substantive', answered: 'partly', respondBy: null, finding: null }
  const step = actOn(objection, acts[act], terms(1))
  expect(step.ok ? step.value.status : undefined).toBe(next)
  expect(actsOn(status).includes(act)).toBe(next !== undefined)
  if (step.ok) expect(step.value).toMatchObject({ act, at: at(1) })
  else expect(step.refusal.message).toMatch(/^[A-Z].*\.$/)
})

test.each([
  ['an unknown kind', live([]), { act: 'triage', kind: 'odd', ...why }, 'unknown-kind'],
  ['editorial without saying why', live([]), { act: 'triage', kind: 'editorial', reason: ' ' }, 'reason-missing'],
  ['substantive without more', live([]), { act: 'triage', kind: 'substantive', reason: '' }, 'triaged'],
  ['an answer before the triage', live([]), acts.address, 'untriaged'],
  ['an answer of an unknown kind', live([acts.triage]), { act: 'address', outcome: 'perhaps', ...why }, 'unknown-outcome'],
  ['an answer without words', live([acts.triage]), { act: 'address', outcome: 'accepted', reason: '' }, 'reason-missing'],
] as const)('[consensus-3] %s', (_, objection, act, outcome) => {
  expect(codeOf(objection, act)).toBe(outcome)
})

test.each([[13, 'too-early'], [14.4, 'too-early'], [14.5, 'lapsed'], [90, 'lapsed']])('[consensus-4] %d days after the answer the clock gives %s', (days, outcome) => {
  expect(codeOf(addressed, acts.lapse, days)).toBe(outcome)
})

test('[consensus-4] a seat that is late does not sustain any more, and a new answer gives the whole time again', () => {
  expect(codeOf(addressed, acts.sustain, 14.4)).toBe('sustained')
  expect(codeOf(addressed, acts.sustain, 14.5)).toBe('too-late')
  const again = actOn(addressed, acts.address, terms(10))
  expect(again.ok && again.value.respondBy).toBe('2027-03-26T00:00:00Z')
  expect(codeOf(addressed, { act: 'sustain', reason: ' ' })).toBe('reason-missing')
})

test('[consensus-5] an answered objection is withdrawn, not retracted, and the two read differently', () => {
  expect(codeOf(addressed, acts.retract)).toBe('answered')
  expect(codeOf(addressed, { act: 'withdraw', reason: '' })).toBe('withdrawn')
  expect(codeOf(live([acts.triage]), { act: 'retract', reason: '' })).toBe('retracted')
})

test.each([
  ['unanswered', live([acts.triage]), acts.find, 'unanswered'], ['before its seat was heard', addressed, acts.find, 'not-heard'],
  ['without a reason', sustained, { act: 'find', outcome: 'proceeds', reason: '' }, 'reason-missing'], ['of an unknown kind', sustained, { act: 'find', outcome: 'overruled', ...why }, 'unknown-outcome'],
  ['resolved after a part was accepted', sustained, { act: 'find', outcome: 'resolved', ...why }, 'resolved'],
  ['resolved after nothing was accepted', live([acts.triage, { act: 'address', outcome: 'not-accepted', ...why }, acts.sustain]), { act: 'find', outcome: 'resolved', ...why }, 'nothing-changed'],
  ['after its end', found, acts.find, 'ended'], ['appealed before there is one', sustained, acts.appeal, 'no-finding'],
] as const)('[consensus-6] a finding %s', (_, objection, act, outcome) => {
  expect(codeOf(objection, act)).toBe(outcome)
})

test.each(objectionStatuses)('[consensus-7] whether an objection that is %s stands in the way, whose turn it is and what it lacks fit together', status => {
  const { lacks, closed } = reconciliation({ status, kind: 'substantive', answered: 'partly' })
  expect(lacks !== null).toBe(stands(status))
  expect(closed).toBe(!stands(status))
  expect(turnOf(status) !== null).toBe(stands(status))
})

test('[consensus-7] the three parts of the reconciliation come one after the other', () => {
  expect([live([]), live([acts.triage]), addressed, found].map(reconciliation).map(({ stated, answered, closed }) => [stated, answered, closed]))
    .toEqual([[false, false, false], [true, false, false], [true, true, false], [true, true, true]])
})

// A second, slower reading of the same life: sets of what has happened instead of a state.
class Told {
  private readonly happened: string[] = []
  private due = Infinity
  constructor(private outcome = '', private finding = '') {}
  private get last(): string { return this.happened.at(-1) ?? 'raised' }
  private get ended(): boolean { return ['acknowledge', 'withdraw', 'retract', 'lapse'].includes(this.last) }
  may(act: ObjectionAct, now: number): boolean {
    const answered = this.happened.lastIndexOf('address') > this.happened.lastIndexOf('uphold')
    const decided = ['find', 'release', 'overrule'].includes(this.last)
    const untouched = this.last === 'raised' || this.last === 'triage'
    if (this.ended) return false
    switch (act.act) {
      case 'triage': return untouched
      case 'retract': return untouched
      case 'address': return this.last === 'triage' || this.last === 'address' || this.last === 'sustain' || this.last === 'uphold'
      case 'acknowledge': return answered && (this.last === 'address' || this.last === 'sustain')
      case 'sustain': return this.last === 'address' && now < this.due
      case 'lapse': return this.last === 'address' && now >= this.due
      case 'withdraw': return !decided && this.last !== 'appeal'
      case 'find': return this.last === 'sustain' && !(act.outcome === 'resolved' && this.outcome === 'not-accepted')
      case 'appeal': return decided
      default: return this.last === 'appeal'
    }
  }
  tell(act: ObjectionAct, now: number): void {
    this.happened.push(act.act)
    if (act.act === 'address') { this.outcome = act.outcome; this.due = Math.floor(now) + 15 }
    if (act.act === 'find') this.finding = act.outcome
  }
  get status(): string {
    const words: Record<string, string> = { raised: 'raised', triage: 'triaged', address: 'addressed', acknowledge: 'acknowledged', sustain: 'sustained', withdraw: 'withdrawn', retract: 'retracted', lapse: 'lapsed', find: this.finding, appeal: 'appealed', release: this.finding, uphold: 'upheld', overrule: 'overruled' }
    return words[this.last]!
  }
}

// Two of three acts are among those that the state allows, so that the far ends are reached too.
const command = fc.record({ days: fc.integer({ min: 0, max: 20 }), pick: fc.nat(999), any: fc.integer({ min: 0, max: 2 }) })
const variants: readonly ObjectionAct[] = [...Object.values(acts), { act: 'address', outcome: 'not-accepted', ...why }, { act: 'find', outcome: 'resolved', ...why }]

test('[consensus-2] any sequence of acts leads where a second reading of the rules says', () => {
  const seen = new Set<string>()
  fc.assert(fc.property(fc.array(command, { maxLength: 25 }), commands => {
    const model = new Told()
    let objection = raised
    let days = 0
    for (const { pick, any, days: wait } of commands) {
      days += wait
      const possible = variants.filter(({ act }) => any === 0 || actsOn(objection.status).includes(act))
      const act = possible[pick % possible.length]
      if (act === undefined) break
      // The model counts whole days from midnight; the clock stands at midnight here.
      const now = new Date(Date.UTC(2027, 2, 1) + days * day).toISOString()
      const step = actOn(objection, act, { now, zone: 'UTC', respond: 'P14D' })
      expect(step.ok).toBe(model.may(act, days))
      if (!step.ok) continue
      model.tell(act, days)
      objection = step.value
      seen.add(objection.status)
      expect(objection.status).toBe(model.status)
    }
  }), { seed: 20270301, numRuns: 3_000 })
  expect([...seen].sort()).toEqual(objectionStatuses.filter(status => status !== 'raised').sort())
})
