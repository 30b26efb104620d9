import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { ImportedDraft } from '@plenary/formats'
import { refusal, type Result } from '@plenary/kernel'
import type { ImportTask } from './import-worker.ts'

const MOST_MEMORY_MB = 512
const MOST_MILLISECONDS = 60_000

// A thread runs compiled code only; when this file runs from its source (under Jest), its compiled neighbour is in dist.
const workerFile = new URL(import.meta.url.endsWith('.ts') ? '../../dist/formats/import-worker.js' : './import-worker.js', import.meta.url)

/** Reads a file in a thread of its own, with bounded memory and time: a hostile file costs its sender an answer and nobody else anything. */
export async function readFileApart(task: ImportTask): Promise<Result<ImportedDraft>> {
  const worker = new Worker(workerFile, { workerData: task, resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY_MB } })
  const late = new AbortController()
  const timer = setTimeout(() => late.abort(), MOST_MILLISECONDS)
  try {
    const [result] = await once(worker, 'message', { signal: late.signal }) as [Result<ImportedDraft>]
    return result
  } catch (error) {
    if (late.signal.aborted) return refusal('TOO_LARGE', `${task.name} takes longer than ${MOST_MILLISECONDS / 1_000} seconds to read. Split it and import the parts.`)
    if ((error as { code?: string }).code === 'ERR_WORKER_OUT_OF_MEMORY') return refusal('TOO_LARGE', `${task.name} needs more memory to read than ${MOST_MEMORY_MB} MB. Split it and import the parts.`)
    throw error
  } finally {
    clearTimeout(timer)
    await worker.terminate()
  }
}
