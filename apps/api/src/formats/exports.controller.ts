import { Controller, Get, HttpException, Param, Res } from '@nestjs/common'
import type { ServerResponse } from 'node:http'
import { Asking, Asks, type Viewer } from '../platform/viewer.ts'
import { RecordService } from './record.service.ts'

const notFound = (viewer: Viewer | null) => new HttpException(
  { code: viewer ? 'NOT_FOUND' : 'UNAUTHENTICATED', message: viewer ? 'There is no such draft, or its record is not open to you.' : 'Sign in to export this record.' },
  viewer ? 404 : 401)

/** Files that leave the house. */
@Controller('export')
export class ExportsController {
  constructor(private readonly record: RecordService) {}

  @Get(':file') @Asks('record.export')
  async export(@Param('file') file: string, @Asking() viewer: Viewer | null, @Res() response: ServerResponse): Promise<void> {
    const [, draftId, format] = /^([0-9a-f-]{36})\.([a-z0-9]+)$/.exec(file) ?? []
    if (!draftId || !format) throw new HttpException({ code: 'NOT_FOUND', message: 'The address of an export is /export/<draft>.<format>.' }, 404)
    if (format !== 'zip' && format !== 'json') {
      throw new HttpException({ code: 'UNKNOWN_FORMAT', message: `A draft can be exported as zip (the whole record) or json (the text), not as ${format}.` }, 404)
    }
    const body = format === 'zip' ? await this.record.bundle(viewer, draftId) : await this.record.text(viewer, draftId)
    if (!body) throw notFound(viewer)
    response.setHeader('content-type', format === 'zip' ? 'application/zip' : 'application/json; charset=utf-8')
    response.setHeader('content-disposition', `attachment; filename="plenary-${draftId}.${format}"`)
    response.setHeader('cache-control', 'no-store')
    response.end(body)
  }
}
