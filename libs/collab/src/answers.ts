import { NACK, writeAck, writeNack, type NackCode } from './protocol.ts'
import type { Outcome } from './offer.ts'

/** What answers are spoken with. */
export interface Voice {
  /** To a client that asked for acknowledgements; others are told nothing. */
  tell(frame: Uint8Array): void
  /** Asks the client for all it has. */
  askForAll(): void
  /** The client's text was not accepted. */
  refuse(code: NackCode): void
}

/** A document message on its way to its answer. */
export interface Question {
  readonly count: number
  readonly isStep2: boolean
  state: 'open' | 'hole' | 'stored' | { readonly refused: NackCode }
  seq: number
}

const HOLLOW_ANSWERS = 5
const UNANSWERED = 10_000

/** The answers that one socket is owed: one for every document message, in their order, whatever order they are known in. */
export class Answers {
  private count = 0
  private owed: Question[] = []
  private asked = false
  private hollowAnswers = 0
  private spoiled: NackCode | null = null

  constructor(private readonly voice: Voice) {}

  /** Whether the client was asked for all it has and has not answered yet. */
  get wasAsked(): boolean { return this.asked }

  /** A document message has come. `null`, and a refusal, when far too many wait for what the client was asked for. */
  expect(isStep2: boolean): Question | null {
    const question: Question = { count: ++this.count, isStep2, state: 'open', seq: 0 }
    this.owed.push(question)
    if (isStep2) this.asked = false
    if (this.owed.length <= UNANSWERED) return question
    this.refuse(question, NACK.malformed, true)
    this.tellConcluded()
    return null
  }

  conclude(question: Question, outcome: Outcome): void {
    if (outcome.kind === 'stored') this.stored(question, outcome.seq)
    if (outcome.kind === 'gap') this.holed(question)
    if (outcome.kind === 'refused') this.refuse(question, outcome.code, question.isStep2)
    this.tellConcluded()
  }

  /** A step 2 holds all that this client has, so it also answers for what had to wait for it. */
  private stored(question: Question, seq: number): void {
    question.state = 'stored'
    question.seq = seq
    if (!question.isStep2) return
    this.hollowAnswers = 0
    this.answerHoles(question)
  }

  private answerHoles({ count, state }: Question): void {
    for (const earlier of this.owed) {
      if (earlier.count < count && earlier.state === 'hole') earlier.state = state
    }
  }

  /** Asks once, whatever comes before the answer: a client that was away writes on while its answer is under way. */
  private holed(question: Question): void {
    question.state = 'hole'
    if (question.isStep2) this.hollowAnswers++
    if (this.spoiled !== null) return this.refuse(question, this.spoiled, true)
    if (this.hollowAnswers > HOLLOW_ANSWERS) return this.refuse(question, NACK.malformed, true)
    if (this.asked) return
    this.asked = true
    this.voice.askForAll()
  }

  private refuse(question: Question, code: NackCode, withHoles: boolean): void {
    question.state = { refused: code }
    if (withHoles) this.answerHoles(question)
    this.spoiled = code
    this.voice.refuse(code)
  }

  /** Tells how far everything is durable, and what was not accepted on the way. */
  private tellConcluded(): void {
    let count = 0
    let seq = 0
    for (let question = this.owed[0]; question && question.state !== 'open' && question.state !== 'hole'; question = this.owed[0]) {
      this.owed.shift()
      if (question.state === 'stored') {
        count = question.count
        seq = Math.max(seq, question.seq)
        continue
      }
      if (count > 0) this.voice.tell(writeAck(count, seq))
      count = 0
      this.voice.tell(writeNack(question.count, question.state.refused))
    }
    if (count > 0) this.voice.tell(writeAck(count, seq))
  }
}
