import { editionsOf, readHistory, replay as replayHistory } from '@plenary/process'
import { BadInput, type Command } from '../command.ts'
import { argumentsOf, jsonOf } from '../input.ts'

/** Holds real histories of documents against their rulebooks. */
export const replay: Command = {
  usage: 'replay <histories.json>',
  summary: 'Holds the histories of documents against their rulebooks.',
  run(args, output) {
    const { rest } = argumentsOf(args, {})
    const [path, ...more] = rest
    if (path === undefined || more.length > 0) throw new BadInput(`Usage: ${replay.usage}`)
    const data = jsonOf(path)
    if (!Array.isArray(data)) throw new BadInput(`${path} does not hold a list of histories.`)
    const held = data.map((item, index) => {
      const history = readHistory(item, index)
      if (!history.ok) throw new BadInput(`${path}, ${history.refusal.message}`)
      const editions = editionsOf(history.value.rulebook)
      if (editions.length === 0) throw new BadInput(`${path}, ${history.value.doc}: there is no rulebook ${JSON.stringify(history.value.rulebook)}.`)
      return { doc: history.value.doc, refused: replayHistory(editions, history.value) }
    })
    for (const { doc, refused } of held) output.result(JSON.stringify({ doc, ok: refused.length === 0, refused }))
    return held.every(one => one.refused.length === 0) ? 0 : 1
  },
}
