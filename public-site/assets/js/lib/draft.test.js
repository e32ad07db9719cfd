import assert from 'node:assert/strict'
import { test } from 'node:test'

import { forget, keep, keepHold, kept, keptHold } from './draft.js'

function drawer() {
  const items = new Map()
  return {
    getItem: (name) => items.get(name) ?? null,
    setItem: (name, value) => items.set(name, value),
    removeItem: (name) => items.delete(name),
  }
}

test('what is kept comes back', () => {
  const storage = drawer()

  keep({ name: 'Priya', terms: true }, storage)

  assert.deepEqual(kept(storage), { name: 'Priya', terms: true })
})

test('nothing is left once it is forgotten', () => {
  const storage = drawer()
  keep({ name: 'Priya' }, storage)

  forget(storage)

  assert.deepEqual(kept(storage), {})
})

test('the held time is known to the tab until the booking is made', () => {
  const storage = drawer()
  keepHold('token', storage)
  const before = keptHold(storage)

  forget(storage)

  assert.deepEqual([before, keptHold(storage)], ['token', ''])
})

test('a browser without storage keeps nothing and breaks nothing', () => {
  keep({ name: 'Priya' }, null)

  assert.deepEqual([kept(null), keptHold(null)], [{}, ''])
})

test('what cannot be read is nothing', () => {
  assert.deepEqual(kept({ getItem: () => '{half' }), {})
})
