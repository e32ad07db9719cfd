import assert from 'node:assert/strict'
import { afterEach, test } from 'node:test'

import { keyRing, post } from './api.js'

const realFetch = globalThis.fetch
afterEach(() => {
  globalThis.fetch = realFetch
})

function answering(status, body, headers = {}) {
  const calls = []
  globalThis.fetch = async (address, options) => {
    calls.push({ address, options })
    return new Response(body === null ? null : JSON.stringify(body), { status, headers })
  }
  return calls
}

test('a request carries its key and no credentials', async () => {
  const calls = answering(201, { reference: 'K7QM4T2X' })

  const { body } = await post('bookings', { note: '' }, { key: 'k1' })

  assert.equal(body.reference, 'K7QM4T2X')
  assert.equal(calls[0].address, '/api/v1/public/bookings')
  assert.equal(calls[0].options.headers['Idempotency-Key'], 'k1')
  assert.equal(calls[0].options.credentials, 'omit')
})

test("the answer's own clock comes along", async () => {
  answering(200, {}, { Date: 'Tue, 09 Mar 2027 23:30:00 GMT' })

  assert.equal((await post('holds/extension', {})).at, Date.UTC(2027, 2, 9, 23, 30))
})

test('a refusal is thrown with its type and status', async () => {
  answering(409, { type: '/problems/hold-expired', detail: 'Over.' })

  await assert.rejects(post('bookings', {}), { type: 'hold-expired', status: 409, message: 'Over.' })
})

test('a refusal that is no JSON is still a problem', async () => {
  globalThis.fetch = async () => new Response('<html>', { status: 502 })

  await assert.rejects(post('bookings', {}), { status: 502 })
})

test('no answer at all is told apart from a refusal', async () => {
  globalThis.fetch = async () => {
    throw new TypeError('network')
  }

  await assert.rejects(post('bookings', {}), { type: 'unreachable' })
})

test('the key stays while the same thing is asked and changes with it', () => {
  let made = 0
  const keyFor = keyRing(() => `key ${(made += 1)}`)

  const keys = [keyFor({ name: 'Priya' }), keyFor({ name: 'Priya' }), keyFor({ name: 'Tom' })]

  assert.deepEqual(keys, ['key 1', 'key 1', 'key 2'])
})
