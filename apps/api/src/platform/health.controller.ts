import type { ServerResponse } from 'node:http'
import { Controller, Get, HttpCode, Res, ServiceUnavailableException } from '@nestjs/common'
import { DataSource } from 'typeorm'
import { Figures } from './figures.ts'
import { OpenToAll } from './viewer.ts'

@Controller()
export class HealthController {
  constructor(private readonly db: DataSource, private readonly figures: Figures) {}

  /** The process runs. */
  @Get('health/live') @HttpCode(200) @OpenToAll('a load balancer asks whether the process runs')
  live() { return { status: 'live' } }

  /** The process can do its work: the database takes writes and its migrations are done. */
  @Get('health/ready') @HttpCode(200) @OpenToAll('a load balancer asks whether the process can work')
  async ready() {
    try {
      const [row] = await this.db.query<{ standby: boolean }[]>("select pg_is_in_recovery() or current_setting('transaction_read_only') = 'on' as standby, (select shift from clock) as shift")
      if (row?.standby) throw new Error('the database is read only')
      return { status: 'ready' }
    } catch (error) {
      throw new ServiceUnavailableException({ status: 'not ready', why: error instanceof Error ? error.message : 'the database does not answer' })
    }
  }

  @Get('metrics') @OpenToAll('Prometheus reads figures; no names, no texts')
  measured(@Res({ passthrough: true }) response: ServerResponse) {
    response.setHeader('content-type', this.figures.register.contentType)
    return this.figures.register.metrics()
  }
}
