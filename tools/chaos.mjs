// `npm run chaos -- <name>`: a storm.
import { runNamed } from './named.mjs'

await runNamed('storm', 'tests/chaos')
