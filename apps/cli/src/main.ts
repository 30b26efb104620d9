import { runCommand, streams, type Command } from './command.ts'
import { recount } from './commands/recount.ts'
import { replay } from './commands/replay.ts'
import { verify } from './commands/verify.ts'

/** Every command of `plenary`, loaded only when it is called for: those that need the database are slow to load. */
const commands: Readonly<Record<string, () => Promise<Command> | Command>> = {
  backup: async () => (await import('./commands/backup.ts')).backup,
  export: async () => (await import('./commands/export.ts')).exportCommand,
  import: async () => (await import('./commands/import.ts')).importCommand,
  invite: async () => (await import('./commands/invite.ts')).invite,
  recount: () => recount,
  replay: () => replay,
  restore: async () => (await import('./commands/restore.ts')).restore,
  seed: async () => (await import('./commands/seed.ts')).seed,
  verify: () => verify,
}

async function help(): Promise<void> {
  streams.note('Usage: plenary <command>\n')
  for (const load of Object.values(commands)) {
    const { usage, summary } = await load()
    streams.note(`  ${usage}\n      ${summary}`)
  }
}

async function main([name, ...args]: readonly string[]): Promise<number> {
  const load = name !== undefined && Object.hasOwn(commands, name) ? commands[name] : undefined
  if (load !== undefined) return runCommand(await load(), args, streams)
  if (name !== undefined && name !== 'help' && name !== '--help') streams.note(`There is no command ${JSON.stringify(name)}.`)
  await help()
  return name === 'help' || name === '--help' ? 0 : 2
}

process.exitCode = await main(process.argv.slice(2))
