// Who may call whom, in one place: read by ESLint, by dependency-cruiser and by the conformance tests.

/** Rooms of the API, lowest first. A room calls the rooms before it; to those after it, it speaks through jobs. */
exports.ladder = [
  'platform', 'ledger', 'people', 'notices', 'drafts', 'collab', 'comments', 'objections', 'decisions', 'appeals', 'polls', 'meetings', 'ballots', 'stages', 'reviews', 'formats', 'public',
]

/** Rooms of the web that every feature may enter. */
exports.commons = ['ui', 'api', 'editor', 'shell']

/** Libraries that decide: no Node, no browser, no clock, no chance, no waiting. */
exports.core = ['kernel', 'process', 'consensus', 'ballots', 'document', 'provenance', 'ledger']

/** What a core library may import besides other core libraries. */
exports.coreMayImport = [
  'yjs', 'lib0', 'prosemirror-model', 'prosemirror-transform', 'fractional-indexing', 'temporal-polyfill', 'valibot', 'diff',
]

/** Libraries that do: Node and the well-kept package each one wraps. */
exports.engine = ['collab', 'formats', 'embedded-postgres']
