import { Aes256Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from '@hpke/core'
import { paperStatement, receiptStatement, sealedFor, writePaper, type SecretPaper } from '@plenary/ballots'
import { accept, type Result } from '@plenary/kernel'
import { canonicalJson } from '@plenary/ledger'

const suite = new CipherSuite({ kem: new DhkemP256HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() })

/** A receipt as the server gives it. */
export interface SignedReceipt {
  readonly ballotId: string
  readonly paper: string
  readonly sealed: string
  readonly signature: string
}

/** A paper sealed for one seat in one ballot, as it is sent, and what only this page knows of it. */
export interface SealedPaper {
  readonly tracker: string
  /** Base64. */
  readonly sealed: string
  /** The hash that names the paper on its receipt. */
  readonly paper: string
  /** The hash of the sealed bytes. */
  readonly sealedHash: string
}

const utf8 = (text: string): ArrayBuffer => new TextEncoder().encode(text).slice().buffer
const hexadecimal = (bytes: ArrayBuffer | Uint8Array): string =>
  [...new Uint8Array(bytes)].map(byte => byte.toString(16).padStart(2, '0')).join('')
const fromBase64 = (text: string): ArrayBuffer => Uint8Array.from(atob(text), letter => letter.charCodeAt(0)).buffer
const toBase64 = (bytes: Uint8Array): string => btoa([...bytes].map(byte => String.fromCharCode(byte)).join(''))
const sha256 = async (bytes: ArrayBuffer): Promise<string> => hexadecimal(await crypto.subtle.digest('SHA-256', bytes))

/** 128 random bits, by which a voter finds the paper again. */
const newTracker = (): string => hexadecimal(crypto.getRandomValues(new Uint8Array(16)))

/** Seals a paper to the ballot's key for one seat, by HPKE (RFC 9180) over WebCrypto. Refuses `too-long`. The choice leaves this function sealed only. */
export async function sealPaper(
  ballot: { readonly id: string; readonly sealKey: string },
  seat: string,
  wish: Pick<SecretPaper, 'choice' | 'reason'>,
): Promise<Result<SealedPaper>> {
  const tracker = newTracker()
  const written = writePaper(ballot.id, { ...wish, tracker })
  if (!written.ok) return written
  const recipientPublicKey = await suite.kem.deserializePublicKey(fromBase64(ballot.sealKey))
  const { enc, ct } = await suite.seal({ recipientPublicKey, info: utf8(sealedFor(ballot.id)) }, utf8(written.value), utf8(seat))
  const sealed = new Uint8Array([...new Uint8Array(enc), ...new Uint8Array(ct)])
  return accept({
    tracker,
    sealed: toBase64(sealed),
    paper: await sha256(utf8(canonicalJson(paperStatement(ballot.id, { choice: wish.choice, tracker })))),
    sealedHash: await sha256(sealed.buffer),
  })
}

/** Whether a receipt is of this ballot, names this paper and these sealed bytes, and is signed by the key that the ballot was opened with. */
export async function receiptHolds(
  receipt: SignedReceipt,
  ballot: { readonly id: string; readonly receiptKey: string },
  own: Pick<SealedPaper, 'paper' | 'sealedHash'>,
): Promise<boolean> {
  if (receipt.ballotId !== ballot.id || receipt.paper !== own.paper || receipt.sealed !== own.sealedHash) return false
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' }
  const key = await crypto.subtle.importKey('spki', fromBase64(ballot.receiptKey), algorithm, false, ['verify'])
  const statement = utf8(canonicalJson(receiptStatement(ballot.id, receipt.paper, receipt.sealed)))
  return crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, fromBase64(receipt.signature), statement)
}
