import { type Instrument, instruments, openPoll } from '@plenary/consensus'
import { later } from '@plenary/process'
import { Injectable } from '@nestjs/common'
import { DataSource } from 'typeorm'
import type { Draft } from '../drafts/draft.entity.ts'
import type { InstrumentOffer } from './poll-showing.ts'
import { PollFacts } from './poll-facts.service.ts'

/** Says which instruments can be opened on a draft. */
@Injectable()
export class OffersService {
  constructor(private readonly db: DataSource, private readonly facts: PollFacts) {}

  /** Every instrument, from the lightest to the most binding, with what stands in the way of opening it on this draft now. */
  async of(draft: Draft): Promise<InstrumentOffer[]> {
    const facts = await this.facts.opening(this.db.manager, draft)
    return Object.entries<Instrument>(instruments).map(([name, instrument]) => {
      const earliest = later(facts.now, instrument.minimum ?? facts.silenceMinimum, facts.zone)
      // Asked with words and dates that are fine, so that only what stands in the way on this draft is heard.
      const tried = openPoll(name, { question: '?', closesAt: later(earliest, 'P1D', facts.zone), options: ['1', '2'], reviewOn: later(earliest, 'P1Y', facts.zone) },
        { ...facts, sameOpen: facts.open.includes(name) })
      const { title, use, binds, bindsInWords, silence } = instrument
      return { name, title, use, binds, bindsInWords, silence, earliestClose: new Date(earliest), refusal: tried.ok ? null : tried.refusal.message }
    })
  }
}
