// Loaded into every measured server with --import and --expose-gc: SIGUSR2 collects all garbage and writes down what is left.
import { writeFileSync } from 'node:fs'

process.on('SIGUSR2', () => {
  globalThis.gc()
  globalThis.gc()
  writeFileSync(process.env.MEMORY_FILE, JSON.stringify(process.memoryUsage()))
})
