import { Controller, Get, Header, HttpException, Param, Query, Req, Res } from '@nestjs/common'
import { isId } from '@plenary/kernel'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { SamenessService } from '../collab/sameness.service.ts'
import { Asking, Asks, type Viewer } from '../platform/viewer.ts'
import { type Packing, TextBytes } from './text-bytes.service.ts'

const packingFor = (accepted: string): Packing => /\bbr\b/.test(accepted) ? 'br' : /\bgzip\b/.test(accepted) ? 'gzip' : null

const notFound = () => new HttpException({ code: 'NOT_FOUND', message: 'There is no such draft, or it is not open to you.' }, 404)

/** Shared texts, ahead of their sockets. */
@Controller('text')
export class TextsController {
  constructor(private readonly bytes: TextBytes, private readonly sameness: SamenessService) {}

  /** Whether a copy that stands at this number says what the text says: `same`, `different` or `later`. */
  @Get(':draftId/copy') @Header('cache-control', 'no-store') @Asks('draft.read')
  async copy(@Param('draftId') draftId: string, @Query('seq') seq: unknown, @Query('hash') hash: unknown, @Asking() viewer: Viewer | null) {
    if (typeof seq !== 'string' || !/^\d{1,15}$/.test(seq) || typeof hash !== 'string' || !/^[0-9a-f]{64}$/.test(hash)) {
      throw new HttpException({ code: 'BAD_INPUT', message: 'Name a number “seq” and a SHA-256 “hash” in hexadecimal.' }, 400)
    }
    const sameness = isId(draftId) ? await this.sameness.of(viewer, draftId, { seq: Number(seq), hash }) : null
    if (sameness === null) throw notFound()
    return { sameness }
  }

  @Get(':draftId') @Asks('draft.read')
  async text(@Param('draftId') draftId: string, @Asking() viewer: Viewer | null, @Req() request: IncomingMessage, @Res() response: ServerResponse): Promise<void> {
    const packing = packingFor(String(request.headers['accept-encoding'] ?? ''))
    const body = isId(draftId) ? await this.bytes.of(viewer, draftId, packing) : null
    if (!body) throw notFound()
    response.setHeader('content-type', 'application/octet-stream')
    response.setHeader('cache-control', 'no-store')
    response.setHeader('vary', 'accept-encoding')
    if (packing) response.setHeader('content-encoding', packing)
    response.end(body)
  }
}
