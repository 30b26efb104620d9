import { Controller, Get, Param, Res } from '@nestjs/common'
import type { ServerResponse } from 'node:http'
import { OpenToAll } from '../platform/viewer.ts'
import { missingPage, publicPage } from './public-page.ts'
import { PublicService } from './public.service.ts'

/** Pages that anybody can read, without signing in and without JavaScript. */
@Controller('p')
export class PublicController {
  constructor(private readonly pages: PublicService) {}

  @Get(':id') @OpenToAll('an adopted text is public')
  async page(@Param('id') id: string, @Res() response: ServerResponse): Promise<void> {
    const facts = await this.pages.factsOf(id)
    response.statusCode = facts ? 200 : 404
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.setHeader('cache-control', 'public, max-age=60')
    response.end(facts ? publicPage(facts) : missingPage())
  }
}
