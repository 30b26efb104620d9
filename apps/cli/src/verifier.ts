import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runCommand, streams } from './command.ts'
import { verify } from './commands/verify.ts'

// The one file that travels in every exported record. Without an argument it checks the folder it lies in.
const args = process.argv.slice(2)
process.exitCode = await runCommand(verify, args.length === 0 ? [dirname(fileURLToPath(import.meta.url))] : args, streams)
