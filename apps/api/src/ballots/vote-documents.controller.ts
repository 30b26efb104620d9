import { createHash } from 'node:crypto'
import { isId } from '@plenary/kernel'
import { Controller, Get, HttpException, Param, Post, Res, UploadedFile, UseInterceptors } from '@nestjs/common'
import { FileInterceptor } from '@nestjs/platform-express'
import type { Response } from 'express'
import { DataSource } from 'typeorm'
import { Draft } from '../drafts/draft.entity.ts'
import { DraftsService } from '../drafts/drafts.service.ts'
import { Rights } from '../people/rights.service.ts'
import { Asking, Asks, type Viewer } from '../platform/viewer.ts'
import { Ballot } from './ballot.entity.ts'

const MOST_BYTES = 10 * 1024 * 1024

interface StoredDocument { readonly file_name: string; readonly bytes: Buffer; readonly ballot_id: string; readonly person_id: string; readonly seat_id: string | null }

const missing = () => new HttpException({ code: 'NOT_FOUND', message: 'There is no such document, or it is not open to you.' }, 404)

/** The documents by which votes came on paper. Read by the officers, by whoever acts for the seat, and by all who read the ballot once it is counted. */
@Controller('vote-documents')
export class VoteDocumentsController {
  constructor(private readonly db: DataSource, private readonly drafts: DraftsService, private readonly rights: Rights) {}

  @Post(':ballotId') @Asks('ballot.enter') @UseInterceptors(FileInterceptor('file', { limits: { fileSize: MOST_BYTES, files: 1 } }))
  async take(@Param('ballotId') ballotId: string, @UploadedFile() file: { originalname: string; mimetype: string; buffer: Buffer } | undefined, @Asking() viewer: Viewer | null) {
    if (!viewer) throw new HttpException({ code: 'UNAUTHENTICATED', message: 'Sign in to send a document.' }, 401)
    const ballot = isId(ballotId) ? await this.db.getRepository(Ballot).findOneBy({ id: ballotId }) : null
    const draft = ballot && await this.db.getRepository(Draft).findOneBy({ id: ballot.draftId })
    if (!ballot || !draft || !await this.rights.mayRead(viewer, 'ballot.read', this.drafts.situation(draft))) throw missing()
    const [permission] = await this.rights.permissions(viewer, ['ballot.enter'], this.drafts.situation(draft))
    if (!permission?.allowed) throw new HttpException({ code: 'FORBIDDEN', message: permission?.why }, 403)
    if (!file) throw new HttpException({ code: 'NO_FILE', message: 'The request holds no file. Send it as multipart/form-data in the field “file”, at most 10 MB.' }, 400)
    const [row] = await this.db.query<{ id: string }[]>(
      'insert into vote_document (ballot_id, person_id, file_name, media_type, sha256, bytes) values ($1, $2, $3, $4, $5, $6) returning id',
      [ballot.id, viewer.personId, Buffer.from(file.originalname, 'latin1').toString('utf8').replaceAll('\0', '').slice(0, 200), file.mimetype.slice(0, 100),
        createHash('sha256').update(file.buffer).digest('hex'), file.buffer])
    return { documentId: row!.id }
  }

  @Get(':id') @Asks('ballot.read')
  async read(@Param('id') id: string, @Asking() viewer: Viewer | null, @Res() response: Response): Promise<void> {
    const [stored] = isId(id) ? await this.db.query<StoredDocument[]>(
      `select file_name, bytes, document.ballot_id, document.person_id, change.seat_id
       from vote_document as document left join vote_change as change on change.document_id = document.id where document.id = $1 limit 1`, [id]) : []
    const ballot = stored && await this.db.getRepository(Ballot).findOneByOrFail({ id: stored.ballot_id })
    if (!stored || !ballot || !await this.mayRead(viewer, ballot, stored)) throw missing()
    // Never shown within the application's own origin: whatever the paper holds is only saved.
    response.setHeader('content-type', 'application/octet-stream')
    response.setHeader('x-content-type-options', 'nosniff')
    response.setHeader('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(stored.file_name)}`)
    response.setHeader('cache-control', 'private, no-store')
    response.end(stored.bytes)
  }

  private async mayRead(viewer: Viewer | null, ballot: Ballot, { person_id: sender, seat_id: seat }: StoredDocument): Promise<boolean> {
    const draft = await this.db.getRepository(Draft).findOneByOrFail({ id: ballot.draftId })
    const situation = this.drafts.situation(draft)
    if (!await this.rights.mayRead(viewer, 'ballot.read', situation)) return false
    if (ballot.storedResult !== null && seat !== null) return true
    const standings = await this.rights.standings(viewer)
    if (viewer?.personId === sender) return true
    return seat !== null && (standings.seats.some(held => held.seatId === seat) || standings.has('chair', draft.committeeId) || standings.has('secretary', draft.committeeId))
  }
}
