import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'

const css = readFileSync(resolve(import.meta.dirname, 'tokens.css'), 'utf8')
const tokens = new Map(
  [...css.matchAll(/--color-([\w-]+): light-dark\((#\w{6}), (#\w{6})\)/g)].map(([, name = '', light = '', dark = '']) => [name, [light, dark]]),
)

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(ink: string, ground: string, theme: 0 | 1): number {
  const [a, b] = [ink, ground].map((name) => luminance(tokens.get(name)?.[theme] ?? '#000000')) as [number, number]
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
}

const GROUNDS = ['paper', 'sheet', 'mist']
const TEXT: [string, string][] = [
  ...['ink', 'ink-2', 'clay', 'ok', 'warn', 'danger'].flatMap((ink) => GROUNDS.map((ground): [string, string] => [ink, ground])),
  ...['clay', 'ok', 'warn', 'danger'].flatMap((one) => [one, 'ink', 'ink-2'].map((ink): [string, string] => [ink, `${one}-wash`])),
  ['ink', 'shut'],
  ['ink-2', 'shut'],
  ['on-pine', 'pine'],
  ['on-clay', 'clay'],
  ['sheet', 'danger'],
  ['paper', 'ink'],
]
const MARKS = ['edge', 'sage', 'pine'].flatMap((mark) => GROUNDS.map((ground): [string, string] => [mark, ground]))

test.each(TEXT)('%s on %s reads in light and dark', (ink, ground) => {
  expect(Math.min(contrast(ink, ground, 0), contrast(ink, ground, 1))).toBeGreaterThanOrEqual(4.5)
})

test.each(MARKS)('%s on %s is seen in light and dark', (mark, ground) => {
  expect(Math.min(contrast(mark, ground, 0), contrast(mark, ground, 1))).toBeGreaterThanOrEqual(3)
})
