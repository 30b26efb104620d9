// `npm run bench -- <name>`: a measurement, side by side with the peer it names.
import { runNamed } from './named.mjs'

await runNamed('benchmark', 'tests/load')
