import { Controller, Get, HttpException, Param, Req, Res } from '@nestjs/common'
import { isId } from '@plenary/kernel'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { Asking, Asks, type Viewer } from '../platform/viewer.ts'
import { type Packing, TextBytes } from './text-bytes.service.ts'

const packingFor = (accepted: string): Packing => /\bbr\b/.test(accepted) ? 'br' : /\bgzip\b/.test(accepted) ? 'gzip' : null

/** Shared texts, ahead of their sockets. */
@Controller('text')
export class TextsController {
  constructor(private readonly bytes: TextBytes) {}

  @Get(':draftId') @Asks('draft.read')
  async text(@Param('draftId') draftId: string, @Asking() viewer: Viewer | null, @Req() request: IncomingMessage, @Res() response: ServerResponse): Promise<void> {
    const packing = packingFor(String(request.headers['accept-encoding'] ?? ''))
    const body = isId(draftId) ? await this.bytes.of(viewer, draftId, packing) : null
    if (!body) throw new HttpException({ code: 'NOT_FOUND', message: 'There is no such draft, or it is not open to you.' }, 404)
    response.setHeader('content-type', 'application/octet-stream')
    response.setHeader('cache-control', 'no-store')
    response.setHeader('vary', 'accept-encoding')
    if (packing) response.setHeader('content-encoding', packing)
    response.end(body)
  }
}
