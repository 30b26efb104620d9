import type { webcrypto } from 'node:crypto'
import { Aes256Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from '@hpke/core'
import { PAPER_LENGTH, sealedFor } from '@plenary/ballots'

// RFC 9180, as the browser seals it: the bytes of the encapsulated key, then those of the paper with the tag of AES-GCM.
const suite = new CipherSuite({ kem: new DhkemP256HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() })
const ENCAPSULATED = 65
const TAG = 16

/** How many bytes a sealed paper has; all have the same. */
export const SEALED_LENGTH = ENCAPSULATED + PAPER_LENGTH + TAG

const bytes = (text: string): ArrayBuffer => new TextEncoder().encode(text).buffer
const base64 = (key: ArrayBuffer): string => Buffer.from(key).toString('base64')

/** A fresh pair of keys to which papers are sealed, in Base64. */
export async function newSealKeys(): Promise<{ readonly publicKey: string; readonly privateKey: string }> {
  const pair = await suite.kem.generateKeyPair()
  return { publicKey: base64(await suite.kem.serializePublicKey(pair.publicKey)), privateKey: base64(await suite.kem.serializePrivateKey(pair.privateKey)) }
}

/** Opens one sealed paper of a seat; null when it was not sealed for this ballot, seat and key. */
async function openPaper(key: webcrypto.CryptoKey, ballot: string, seat: string, sealed: Uint8Array): Promise<string | null> {
  try {
    const enc = new Uint8Array(sealed.subarray(0, ENCAPSULATED)).buffer
    const text = await suite.open({ recipientKey: key, enc, info: bytes(sealedFor(ballot)) }, new Uint8Array(sealed.subarray(ENCAPSULATED)).buffer, bytes(seat))
    return new TextDecoder().decode(text)
  } catch {
    // Whatever the library says is wrong with it: this paper is none. It is counted among the unreadable, and the log must not name its seat.
    return null
  }
}

/** Opens a whole box with the ballot's private key. */
export async function openPapers(privateKey: string, ballot: string, papers: readonly { readonly seat: string; readonly sealed: Uint8Array }[]): Promise<(string | null)[]> {
  const raw = Buffer.from(privateKey, 'base64')
  const key = await suite.kem.deserializePrivateKey(new Uint8Array(raw).buffer)
  const opened: (string | null)[] = []
  for (const { seat, sealed } of papers) opened.push(await openPaper(key, ballot, seat, sealed))
  return opened
}
