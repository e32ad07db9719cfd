import assert from 'node:assert/strict'
import { test } from 'node:test'

import { fieldErrors, Problem, Unreachable } from './problem.js'

test('a problem is known by the last part of its type', () => {
  assert.equal(new Problem({ type: '/problems/slot-taken' }, 409).type, 'slot-taken')
})

test('the people-facing detail is the message', () => {
  assert.equal(new Problem({ title: 'Taken', detail: 'Someone took it.' }).message, 'Someone took it.')
})

test('pointers name the field they end in', () => {
  const problem = new Problem({ errors: [{ pointer: '#/client/email', code: 'incomplete', detail: 'Add the ending' }] })

  assert.deepEqual(fieldErrors(problem), [{ field: 'email', code: 'incomplete', detail: 'Add the ending' }])
})

test('an error about the whole body has no field', () => {
  assert.equal(fieldErrors(new Problem({ errors: [{ pointer: '#' }] }))[0].field, '')
})

test('no answer is a problem of its own', () => {
  assert.equal(new Unreachable().type, 'unreachable')
})
