import { createHash } from 'node:crypto'
import { readBundle, verifyChain, verifyRecord, type Bundle, type Finding, type Head, type Sha256 } from '@plenary/ledger'
import { bundleFiles } from '../bundle-file.ts'
import { BadInput, type Command } from '../command.ts'
import { argumentsOf } from '../input.ts'
import { recountBallot } from '../recounting.ts'

const sha256: Sha256 = text => createHash('sha256').update(text, 'utf8').digest('hex')
const some = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`

const inWords = ({ file, place, message }: Finding): string => `${file}${place === '' ? '' : ` ${place}`}: ${message}`

function checkKept({ chains }: Bundle, [chain, seq, hash]: readonly string[]): readonly Finding[] {
  if (chain === undefined || !/^[1-9]\d*$/.test(seq ?? '') || !/^[0-9a-f]{64}$/.test(hash ?? '')) {
    throw new BadInput('--head needs the name of a chain, a number and a hash of 64 hexadecimal digits.')
  }
  const kept: Head = { seq: Number(seq), hash: hash as string }
  const checked = verifyChain(chains.get(chain) ?? [], sha256, kept)
  return checked.ok ? [] : [{ file: 'ledger.json', place: `${chain} entry ${checked.refusal.seq}`, message: checked.refusal.message }]
}

function summaryOf({ record, chains }: Bundle): string {
  const entries = [...chains.values()].reduce((sum, chain) => sum + chain.length, 0)
  const counted = record.ballots.filter(ballot => ballot.result !== null).length
  return [
    `${some(entries, 'entry', 'entries')} in ${some(chains.size, 'chain')}`, some(record.editions.length, 'edition'), `${some(counted, 'ballot')} counted again`,
    some(record.decisions.length, 'decision'), some(record.comments.length, 'comment'),
  ].join(', ')
}

/** Checks an exported record: from the zip file, or from the folder it was unpacked to. Needs nothing but Node. */
export const verify: Command = {
  usage: 'verify <bundle> [--head <chain> <seq> <hash>]',
  summary: 'Checks an exported record offline: its ledger, its texts, its ballots.',
  run(args, output) {
    const { rest, values } = argumentsOf(args, { '--head': 3 })
    const [path, ...more] = rest
    if (path === undefined || more.length > 0) throw new BadInput(`Usage: ${verify.usage}`)
    const files = bundleFiles(path)
    const bundle = readBundle(files)
    if (!bundle.ok) throw new BadInput(`${path}: ${bundle.refusal.message}`)
    const kept = values['--head']
    const findings = [...(kept === undefined ? [] : checkKept(bundle.value, kept)), ...verifyRecord(files, sha256, recountBallot)]
    for (const finding of findings) output.result(inWords(finding))
    const { title } = bundle.value.record.draft
    output.result(findings.length === 0
      ? `The record of “${title}” holds: ${summaryOf(bundle.value)}.`
      : `The record of “${title}” does not hold: ${some(findings.length, 'finding')}.`)
    if (findings.length === 0) for (const [chain, head] of Object.entries(bundle.value.record.heads)) output.result(`head ${chain} ${head.seq} ${head.hash}`)
    return findings.length === 0 ? 0 : 1
  },
}
