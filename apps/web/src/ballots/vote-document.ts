import { t } from '@lingui/core/macro'

/** Whether a document arrived, and under which id; else why not, in words. */
export type SentDocument = { readonly ok: true; readonly documentId: string } | { readonly ok: false; readonly message: string }

/** Sends the paper by which a vote came, before the vote is entered. */
export async function sendVoteDocument(ballotId: string, file: File): Promise<SentDocument> {
  const form = new FormData()
  form.append('file', file)
  try {
    const response = await fetch(`/vote-documents/${ballotId}`, { method: 'POST', body: form })
    const answer = (await response.json()) as { documentId?: string; message?: string }
    return answer.documentId === undefined ? { ok: false, message: answer.message ?? t`The paper was not taken.` } : { ok: true, documentId: answer.documentId }
  } catch {
    return { ok: false, message: t`The server cannot be reached, so the paper was not sent. Check your connection and try again.` }
  }
}
