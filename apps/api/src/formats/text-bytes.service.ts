import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { Injectable } from '@nestjs/common'
import { DataSource } from 'typeorm'
import { DraftsService } from '../drafts/drafts.service.ts'
import type { Viewer } from '../platform/viewer.ts'

const gzipped = promisify(gzip)
const brotlied = promisify(brotliCompress)

/** How a body is packed on its way: the name goes into `content-encoding`. */
export type Packing = 'br' | 'gzip' | null

/** The length of one update in four bytes, big-endian, and the update. */
function framed(update: Buffer): Buffer[] {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(update.length)
  return [length, update]
}

/**
 * The shared text of a draft as its stored updates, packed: a socket would send the same bytes four times as large. Whoever has them asks the
 * socket only for what came later. They are stored, so nobody reads what a crash can take back.
 */
@Injectable()
export class TextBytes {
  constructor(private readonly db: DataSource, private readonly drafts: DraftsService) {}

  /** The updates that make up the text now, each after its length; null where the viewer may not read the draft. */
  async of(viewer: Viewer | null, draftId: string, packing: Packing): Promise<Buffer | null> {
    const draft = await this.drafts.find(viewer, draftId)
    if (!draft) return null
    const rows = await this.db.query<{ data: Buffer }[]>(
      `with base as (select upto_seq, data from text_snapshot where room = $1)
       select data from (
         select upto_seq as seq, data from base
         union all
         select seq, data from text_update where room = $1 and seq > coalesce((select upto_seq from base), 0)
       ) as parts order by seq`, [draft.id])
    const bytes = Buffer.concat(rows.flatMap(({ data }) => framed(data)))
    // Quality 5: what a higher one saves in bytes it costs in time before the first of them leaves.
    if (packing === 'br') return brotlied(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } })
    return packing === 'gzip' ? gzipped(bytes) : bytes
  }
}
