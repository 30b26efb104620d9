import { Controller, HttpException, Post, Req, UploadedFile, UseInterceptors } from '@nestjs/common'
import { FileInterceptor } from '@nestjs/platform-express'
import { DataSource, type EntityManager } from 'typeorm'
import { Asking, Asks, type Viewer } from './viewer.ts'

const MOST_BYTES = 50 * 1024 * 1024

/** Takes a file on its way into a draft. It belongs to who sent it and is kept for a day. */
@Controller('uploads')
export class UploadsController {
  constructor(private readonly db: DataSource) {}

  @Post() @Asks('draft.import') @UseInterceptors(FileInterceptor('file', { limits: { fileSize: MOST_BYTES, files: 1 } }))
  async take(@UploadedFile() file: { originalname: string; buffer: Buffer } | undefined, @Asking() viewer: Viewer | null, @Req() _request: unknown) {
    if (!viewer) throw new HttpException({ code: 'UNAUTHENTICATED', message: 'Sign in to send a file.' }, 401)
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
