import { Injectable } from '@nestjs/common'
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'

/** Figures of this instance for Prometheus, served at `/metrics`. Domains add their own; no names, no texts. */
@Injectable()
export class Figures {
  readonly register = new Registry()

  constructor() {
    collectDefaultMetrics({ register: this.register })
  }

  /** Shows what a reading gives at the moment it is asked for; nothing known is shown as NaN. */
  gauge(name: string, help: string, reading: () => number | Promise<number>): void {
    new Gauge({ name, help, registers: [this.register], async collect() { this.set(await reading()) } })
  }

  /** Counts what happens, by its outcome. */
  outcomes(name: string, help: string): Counter<'outcome'> {
    return new Counter({ name, help, labelNames: ['outcome'], registers: [this.register] })
  }

  /** Counts how long something takes, in seconds. */
  duration(name: string, help: string): (seconds: number) => void {
    const histogram = new Histogram({ name, help, buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1, 2.5, 10], registers: [this.register] })
    return seconds => histogram.observe(seconds)
  }

  /** Counts what happens, from zero at the start of this instance. */
  counter(name: string, help: string): Counter {
    return new Counter({ name, help, registers: [this.register] })
  }
}
