import { createPrivateKey, generateKeyPairSync, randomUUID, sign } from 'node:crypto'
import { link, mkdir, open, readFile, unlink } from 'node:fs/promises'
import path from 'node:path'
import { isId } from '@plenary/kernel'
import { Inject, Injectable } from '@nestjs/common'
import { CONFIG, type Config } from '../config.ts'
import { newSealKeys } from './sealing.ts'

/** What a secret ballot shows of its keys, and where the rest of them lies. */
export interface BallotKeyPlace { readonly sealKey: string; readonly receiptKey: string; readonly keyPlace: string }

/** The keys of this ballot lie in another directory than the one this instance looks in, or the directory cannot be read. */
export class WrongKeyDirectory extends Error {}

const isMissing = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT'

/**
 * The private keys of open secret ballots: files in `PLENARY_KEY_DIR`, outside PostgreSQL, its log and its backups. All instances must share the
 * directory. Two keys for each ballot: one opens the papers and is read once, at the close; the other signs receipts.
 */
@Injectable()
export class BallotKeys {
  constructor(@Inject(CONFIG) private readonly config: Config) {}

  /** Makes the keys of a new ballot. They are on the disk when this returns. */
  async create(ballotId: string): Promise<BallotKeyPlace> {
    const keyPlace = await this.place()
    const seal = await newSealKeys()
    const receipt = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    await this.write(this.file(ballotId, 'seal'), seal.privateKey)
    await this.write(this.file(ballotId, 'receipt'), receipt.privateKey.export({ format: 'pem', type: 'pkcs8' }) as string)
    return { sealKey: seal.publicKey, receiptKey: receipt.publicKey.export({ format: 'der', type: 'spki' }).toString('base64'), keyPlace }
  }

  /** Signs a receipt: ECDSA over P-256 with SHA-256, as WebCrypto checks it, in Base64. Null when the key is lost. */
  async sign(ballotId: string, keyPlace: string, statement: string): Promise<string | null> {
    const pem = await this.read(ballotId, keyPlace, 'receipt')
    if (pem === null) return null
    return sign('sha256', Buffer.from(statement, 'utf8'), { key: createPrivateKey(pem), dsaEncoding: 'ieee-p1363' }).toString('base64')
  }

  /** The key that opens the papers. Null when it is lost; throws `WrongKeyDirectory` when this instance cannot know. */
  sealKey(ballotId: string, keyPlace: string): Promise<string | null> {
    return this.read(ballotId, keyPlace, 'seal')
  }

  /** Destroys the keys of a ballot. Done twice it is done once. The bytes are overwritten first, which not every file system heeds. */
  async destroy(ballotId: string, keyPlace: string): Promise<void> {
    await this.mustBe(keyPlace)
    for (const kind of ['seal', 'receipt'] as const) await this.shred(this.file(ballotId, kind))
    await this.settleDirectory()
  }

  private async read(ballotId: string, keyPlace: string, kind: 'seal' | 'receipt'): Promise<string | null> {
    await this.mustBe(keyPlace)
    try {
      return await readFile(this.file(ballotId, kind), 'utf8')
    } catch (error) {
      if (isMissing(error)) return null
      throw error
    }
  }

  private async mustBe(keyPlace: string): Promise<void> {
    const here = await this.known()
    if (here !== keyPlace) {
      throw new WrongKeyDirectory(`The keys of this ballot lie in another directory than ${this.config.keyDirectory}. All instances must share PLENARY_KEY_DIR.`)
    }
  }

  private async known(): Promise<string | null> {
    try {
      return (await readFile(path.join(this.config.keyDirectory, 'DIRECTORY'), 'utf8')).trim()
    } catch (error) {
      if (isMissing(error)) return null
      throw error
    }
  }

  /** The name of the directory, which it keeps in itself. */
  private async place(): Promise<string> {
    await mkdir(this.config.keyDirectory, { recursive: true, mode: 0o700 })
    const before = await this.known()
    if (before !== null && isId(before)) return before
    const name = randomUUID()
    const own = path.join(this.config.keyDirectory, `DIRECTORY.${name}`)
    await this.write(own, name)
    try {
      // A link is made whole or not at all: two instances that begin at once agree on one name.
      await link(own, path.join(this.config.keyDirectory, 'DIRECTORY'))
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    } finally {
      await unlink(own)
    }
    const known = await this.known()
    if (known === null || !isId(known)) throw new Error(`${path.join(this.config.keyDirectory, 'DIRECTORY')} does not name the directory.`)
    return known
  }

  private file(ballotId: string, kind: 'seal' | 'receipt'): string {
    if (!isId(ballotId)) throw new Error('A ballot has an id.')
    return path.join(this.config.keyDirectory, `${ballotId}.${kind}`)
  }

  private async write(file: string, text: string): Promise<void> {
    const handle = await open(file, 'wx', 0o600)
    try {
      await handle.writeFile(text)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await this.settleDirectory()
  }

  private async shred(file: string): Promise<void> {
    try {
      const handle = await open(file, 'r+')
      try {
        await handle.write(Buffer.alloc((await handle.stat()).size), 0, undefined, 0)
        await handle.sync()
      } finally {
        await handle.close()
      }
      await unlink(file)
    } catch (error) {
      if (!isMissing(error)) throw error
    }
  }

  private async settleDirectory(): Promise<void> {
    const directory = await open(this.config.keyDirectory, 'r')
    try {
      await directory.sync()
    } finally {
      await directory.close()
    }
  }
}
