import assert from 'node:assert/strict'
import { test } from 'node:test'

import { filled } from './dom.js'

test('places are filled by name', () => {
  assert.equal(filled('held for you, {time} left', { time: '8:42' }), 'held for you, 8:42 left')
})

test('a place without a value is left visible rather than emptied', () => {
  assert.equal(filled('{count} of {all}', { count: 2 }), '2 of {all}')
})

test('what is filled in is not read as a pattern again', () => {
  assert.equal(filled('{domain}', { domain: '$& {time}' }), '$& {time}')
})
