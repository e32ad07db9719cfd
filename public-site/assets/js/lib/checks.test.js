import assert from 'node:assert/strict'
import { test } from 'node:test'

import { wrongFields } from './checks.js'

const right = { name: 'Priya Nair', email: 'priya@example.ca', phone: '', terms: true, health: true }
const textOf = (changes) => wrongFields({ ...right, ...changes }).map(({ text }) => text)

test('right details have nothing wrong', () => {
  assert.deepEqual(textOf({}), [])
})

test('spaces alone are no name', () => {
  assert.deepEqual(textOf({ name: '  ' }), ['name'])
})

test('each slip in an address has its own sentence', () => {
  const slips = ['', 'priya.example.ca', 'priya@gmail', 'priya@', '@example.ca', 'pri ya@example.ca', 'a@b@example.ca']

  assert.deepEqual(
    slips.map((email) => textOf({ email })[0]),
    ['email', 'emailSign', 'emailEnding', 'emailShape', 'emailShape', 'emailShape', 'emailShape'],
  )
})

test('an unfinished domain is named', () => {
  assert.deepEqual(wrongFields({ ...right, email: 'priya@gmail' })[0].values, { domain: 'gmail' })
})

test('who wants texts gives the number', () => {
  assert.deepEqual([textOf({ sms: true }), textOf({ sms: true, phone: '403 555 0142' })], [['phoneToText'], []])
})

test('a phone number is only looked at when there is one', () => {
  assert.deepEqual([textOf({ phone: '403 555 0142' }), textOf({ phone: '403' })], [[], ['phone']])
})

test('a box that is not asked for is not missing', () => {
  assert.deepEqual(textOf({ health: undefined }), [])
})

test('all that is wrong is told at once, in the order of the form', () => {
  const fields = wrongFields({ name: '', email: '', terms: false, health: false }).map(({ field }) => field)

  assert.deepEqual(fields, ['name', 'email', 'terms', 'health'])
})
