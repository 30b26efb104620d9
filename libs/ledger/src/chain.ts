import { accept, refuse, type Result } from '@plenary/kernel'
import { canonicalForm, type Sha256 } from './canonical.ts'
import { beforeFirst, entryHash, malformed, type Head, type SealedEntry } from './entry.ts'

/** The first place where a chain does not hold, and why. */
export interface ChainFault {
  readonly seq: number
  readonly code: 'malformed' | 'other-chain' | 'gap' | 'broken-link' | 'altered' | 'cut-off'
  readonly message: string
}

const fault = (seq: number, code: ChainFault['code'], message: string): Result<never, ChainFault> => refuse({ seq, code, message })

function verifyEntry(entry: SealedEntry, chain: string, before: Head, sha256: Sha256): Result<Head, ChainFault> {
  const seq = before.seq + 1
  const wrong = malformed(entry)
  if (wrong !== null) return fault(seq, 'malformed', `Entry ${seq} of ${chain}: ${wrong}.`)
  if (entry.chain !== chain) return fault(seq, 'other-chain', `Entry ${seq} belongs to ${entry.chain}, not to ${chain}.`)
  if (entry.seq !== seq) return fault(seq, 'gap', `Where entry ${seq} of ${chain} should stand, the number is ${entry.seq}.`)
  if (entry.previous !== before.hash) return fault(seq, 'broken-link', `Entry ${seq} of ${chain} does not name the hash of the entry before it.`)
  const form = canonicalForm(entry.facts)
  if (!form.ok) return fault(seq, 'malformed', `Entry ${seq} of ${chain}: ${form.refusal.message}`)
  if (entryHash(entry, sha256) !== entry.hash) return fault(seq, 'altered', `Entry ${seq} of ${chain} does not have the hash it carries: it was altered.`)
  return accept({ seq, hash: entry.hash })
}

/**
 * Checks one chain from its first entry. Accepts with the head it ends at; refuses with the first bad seq and why.
 * With the head somebody kept from outside, a chain cut off before it, or rewritten up to it, is refused too. The chain may have grown since.
 */
export function verifyChain(entries: readonly SealedEntry[], sha256: Sha256, kept?: Head): Result<Head, ChainFault> {
  const chain = entries[0]?.chain ?? ''
  let head: Head = { seq: 0, hash: beforeFirst }
  for (const entry of entries) {
    const next = verifyEntry(entry, chain, head, sha256)
    if (!next.ok) return next
    head = next.value
    if (kept?.seq === head.seq && kept.hash !== head.hash) {
      return fault(head.seq, 'altered', `Entry ${head.seq} of ${chain} is not the one whose hash was kept: the chain was rewritten.`)
    }
  }
  if (kept !== undefined && kept.seq > head.seq) {
    return fault(head.seq + 1, 'cut-off', `The chain ends at ${head.seq}, but entry ${kept.seq} is known to exist: it was cut off.`)
  }
  return accept(head)
}
