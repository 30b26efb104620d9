import { Injectable } from '@nestjs/common'
import { collectDefaultMetrics, Counter, Gauge, Registry } from 'prom-client'

/** Figures of this instance for Prometheus, served at `/metrics`. Domains add their own; no names, no texts. */
@Injectable()
export class Figures {
  readonly register = new Registry()

  constructor() {
    collectDefaultMetrics({ register: this.register })
  }

  /** Shows what a reading gives at the moment it is asked for. */
  gauge(name: string, help: string, reading: () => number): void {
    new Gauge({ name, help, registers: [this.register], collect() { this.set(reading()) } })
  }

  /** Counts what happens, from zero at the start of this instance. */
  counter(name: string, help: string): Counter {
    return new Counter({ name, help, registers: [this.register] })
  }
}
