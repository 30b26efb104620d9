import * as fc from 'fast-check'
import { writeAwareness, writeStep1, writeStep2, writeUpdate } from '@plenary/collab/protocol'
import { Acknowledgements } from './acknowledgements.ts'

const bytes = new Uint8Array([1, 2, 3])

test('only messages that can carry text are counted', () => {
  const counted = new Acknowledgements()
  counted.left(writeStep1(bytes))
  counted.left(writeAwareness(bytes))
  expect(counted.pending).toBe(0)
  counted.left(writeStep2(bytes))
  counted.left(writeUpdate(bytes))
  expect(counted.pending).toBe(2)
})

test('nothing is complete before the answer to the server\'s question is confirmed', () => {
  const counted = new Acknowledgements()
  expect(counted.complete).toBe(false)
  counted.left(writeUpdate(bytes))
  counted.stored(1)
  expect(counted.complete).toBe(false)
  counted.left(writeStep2(bytes))
  expect(counted.complete).toBe(false)
  counted.stored(2)
  expect(counted.complete).toBe(true)
})

test('a new socket counts from nothing', () => {
  const counted = new Acknowledgements()
  counted.left(writeStep2(bytes))
  counted.stored(1)
  counted.restart()
  expect(counted.complete).toBe(false)
  expect(counted.pending).toBe(0)
})

test('whatever the order of sending and confirming, complete means that every document message was confirmed', () => {
  const event = fc.oneof(
    fc.constant('answer' as const), fc.constant('update' as const), fc.constant('presence' as const), fc.nat(12), fc.constant('reconnect' as const),
  )
  fc.assert(fc.property(fc.array(event, { maxLength: 60 }), events => {
    const counted = new Acknowledgements()
    let sent: ('answer' | 'update')[] = []
    let confirmed = 0
    for (const one of events) {
      if (one === 'reconnect') {
        counted.restart()
        sent = []
        confirmed = 0
      } else if (typeof one === 'number') {
        counted.stored(one)
        confirmed = Math.max(confirmed, Math.min(one, sent.length))
      } else if (one === 'presence') counted.left(writeAwareness(bytes))
      else {
        counted.left(one === 'answer' ? writeStep2(bytes) : writeUpdate(bytes))
        sent.push(one)
      }
      expect(counted.complete).toBe(sent.includes('answer') && confirmed === sent.length)
    }
  }))
})

test('a probe is counted as the server counts it, and leaves what is saved saved', () => {
  const probe = writeUpdate(new Uint8Array([0, 0]))
  const counted = new Acknowledgements()
  counted.left(writeStep2(bytes))
  counted.stored(1)
  counted.left(probe)
  expect([counted.complete, counted.pending]).toEqual([true, 0])
  counted.left(writeUpdate(bytes))
  expect([counted.complete, counted.pending]).toEqual([false, 2])
  counted.stored(2)
  expect(counted.complete).toBe(false)
  counted.stored(3)
  expect(counted.complete).toBe(true)
})
