import { expect, test } from 'vitest'

import { decimal, formatMoney, parseAmount } from './money.ts'

test('an amount is shown in its currency’s digits', () => {
  expect(formatMoney({ amount: 11500, currency: 'CAD' }, 'en-CA')).toBe('$115.00')
  expect(formatMoney({ amount: 1200, currency: 'JPY' }, 'en-CA')).toBe('¥1,200')
})

test('a large amount loses nothing on its way', () => {
  expect(formatMoney({ amount: 99_999_999_01, currency: 'CAD' }, 'en-CA')).toBe('$99,999,999.01')
})

test('an amount reads back as it was typed', () => {
  expect(decimal(5, 2)).toBe('0.05')
  expect(decimal(1200, 0)).toBe('1200')
})

test.each([
  ['115', 'CAD', 11500],
  ['115.5', 'CAD', 11550],
  ['115,50', 'CAD', 11550],
  ['1200', 'JPY', 1200],
])('%s %s is %i', (typed, currency, minor) => {
  expect(parseAmount(typed, currency)).toBe(minor)
})

test.each([
  ['115.505', 'CAD'],
  ['1200.5', 'JPY'],
  ['', 'CAD'],
  ['-3', 'CAD'],
  ['ten', 'CAD'],
])('%s is no amount of %s', (typed, currency) => {
  expect(parseAmount(typed, currency)).toBeNull()
})
