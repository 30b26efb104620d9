import { canonicalJson } from '@plenary/ledger'
import type { TextDocument } from './model.ts'

/** The document as RFC 8785 JSON: the exact characters whose UTF-8 bytes an edition's hash is taken of. Never the bytes of the shared text. */
export const canonicalDocument = (document: TextDocument): string => canonicalJson(document)
