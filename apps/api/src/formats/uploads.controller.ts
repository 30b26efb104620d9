import { type CanActivate, Controller, type ExecutionContext, HttpException, Injectable, Post, UploadedFile, UseGuards, UseInterceptors } from '@nestjs/common'
import { FileInterceptor } from '@nestjs/platform-express'
import { DataSource, type EntityManager } from 'typeorm'
import { Rights } from '../people/rights.service.ts'
import { Asking, Asks, type Viewer } from '../platform/viewer.ts'

const MOST_BYTES = 50 * 1024 * 1024

/** Asks before the file is read: nobody who may not import makes the server hold one. */
@Injectable()
class MayImport implements CanActivate {
  constructor(private readonly rights: Rights) {}

  async canActivate(execution: ExecutionContext): Promise<boolean> {
    const { viewer } = execution.switchToHttp().getRequest<{ viewer: Viewer | null }>()
    if (!viewer) throw new HttpException({ code: 'UNAUTHENTICATED', message: 'Sign in to send a file.' }, 401)
    const [permission] = await this.rights.permissions(viewer, ['draft.import'], {})
    if (!permission?.allowed) throw new HttpException({ code: 'FORBIDDEN', message: permission?.why }, 403)
    return true
  }
}

/** Takes a file on its way into a draft. It belongs to who sent it and is kept for a day. */
@Controller('uploads')
export class UploadsController {
  constructor(private readonly db: DataSource) {}

  @Post() @Asks('draft.import') @UseGuards(MayImport) @UseInterceptors(FileInterceptor('file', { limits: { fileSize: MOST_BYTES, files: 1 } }))
  async take(@UploadedFile() file: { originalname: string; buffer: Buffer } | undefined, @Asking() viewer: Viewer) {
    if (!file) throw new HttpException({ code: 'NO_FILE', message: 'The request holds no file. Send it as multipart/form-data in the field “file”, at most 50 MB.' }, 400)
    await this.db.query("delete from upload where at < plenary_now() - interval '1 day'")
    const [row] = await this.db.query<{ id: string }[]>('insert into upload (person_id, file_name, bytes) values ($1, $2, $3) returning id',
      [viewer.personId, Buffer.from(file.originalname, 'latin1').toString('utf8').slice(0, 200), file.buffer])
    return { uploadId: row!.id }
  }
}

export interface Upload { readonly fileName: string; readonly bytes: Uint8Array }

/** The upload of this person, or null: somebody else's upload does not exist. */
export async function uploadOf(tx: EntityManager, uploadId: string, personId: string): Promise<Upload | null> {
  const [row] = await tx.query<{ file_name: string; bytes: Buffer }[]>('select file_name, bytes from upload where id = $1 and person_id = $2', [uploadId, personId])
  return row ? { fileName: row.file_name, bytes: row.bytes } : null
}
