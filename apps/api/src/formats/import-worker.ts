import { randomUUID } from 'node:crypto'
import { parentPort, workerData } from 'node:worker_threads'
import { importDraft } from '@plenary/formats'

/** What the worker is given: a file and the name it came under. */
export interface ImportTask { readonly name: string; readonly bytes: Uint8Array }

const { name, bytes } = workerData as ImportTask
parentPort?.postMessage(importDraft(bytes, { name, newId: randomUUID }))
