import fc from 'fast-check'
import { NACK, readMessage, writeAck, writeAwareness, writeNack, writePermissionDenied, writeQueryAwareness, writeReadOnly, writeStep1, writeStep2, writeUpdate } from './protocol.ts'

const some = Uint8Array.of(1, 2, 3)

test.each([
  ['step 1', writeStep1(some), { type: 'step1', stateVector: some }],
  ['step 2', writeStep2(some), { type: 'step2', update: some }],
  ['an update', writeUpdate(some), { type: 'update', update: some }],
  ['presence', writeAwareness(some), { type: 'awareness', states: some }],
  ['a question for presence', writeQueryAwareness(), { type: 'queryAwareness' }],
  ['a denial', writePermissionDenied('No.'), { type: 'permissionDenied', reason: 'No.' }],
  ['an acknowledgement', writeAck(7, 1_234_567), { type: 'ack', count: 7, seq: 1_234_567 }],
  ['a refusal', writeNack(7, NACK.frozen), { type: 'nack', count: 7, code: NACK.frozen }],
  ['a word that nothing will be accepted', writeReadOnly(NACK.schemaTooOld), { type: 'readOnly', code: NACK.schemaTooOld }],
])('[collab-1] %s is read as it was written', (_name, frame, message) => {
  expect(readMessage(frame)).toEqual(message)
})

test.each([
  ['nothing', []], ['an unknown kind', [9]], ['an unknown kind of sync', [0, 7, 0]], ['bytes that end too early', [0, 2, 5, 1]],
  ['bytes that go on', [0, 2, 1, 1, 1]], ['a number that never ends', Array(20).fill(255)],
])('[collab-1] %s is no message', (_name, bytes) => {
  expect(readMessage(Uint8Array.from(bytes))).toBeNull()
})

test('[collab-1] no bytes make reading throw', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 60 }), bytes => { readMessage(bytes) }), { numRuns: 2_000 })
})
