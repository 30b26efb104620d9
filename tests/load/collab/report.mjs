// What a measurement leaves behind: a table on the screen and a file with every repetition.
import { writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { median } from './histogram.mjs'
import { folderOfResults, servers } from './servers.mjs'

const round = value => typeof value === 'number' ? Number(value.toFixed(2)) : value

/** Items by what `keyOf` says of them, in the order they come. */
export function grouped(items, keyOf) {
  const groups = new Map()
  for (const item of items) groups.set(keyOf(item), [...groups.get(keyOf(item)) ?? [], item])
  return groups
}

/** One line for each server and situation: the medians of its calm repetitions. `figures` says which. */
export function medians(runs, situationOf, figures) {
  const groups = grouped(runs, run => `${situationOf(run)}\t${run.server}`)
  return [...groups].map(([key, group]) => {
    const [situation, server] = key.split('\t')
    const calm = group.filter(run => run.calm)
    const used = calm.length > 0 ? calm : group
    const line = Object.fromEntries(figures.map(figure => [figure, round(median(used.map(run => run[figure])))]))
    return { situation, server, ...line, 'calm of all': `${calm.length}/${group.length}` }
  })
}

export function keep(name, command, runs, table) {
  const file = join(folderOfResults(), `${name}.json`)
  const about = Object.fromEntries([...new Set(runs.map(run => run.server))].map(server => [server, servers[server]?.about]))
  const result = { command, date: new Date().toISOString(), processor: cpus()[0]?.model, cores: cpus().length, about, medians: table, runs }
  writeFileSync(file, `${JSON.stringify(result, null, 1)}\n`)
  console.table(table)
  process.stdout.write(`${file}\n`)
}
