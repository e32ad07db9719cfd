import { expect, test } from 'vitest'

import coreEn from './en.json'
import coreFr from './fr.json'
import messagesEn from './messages.en.json'
import messagesFr from './messages.fr.json'

const en = { core: coreEn, messages: messagesEn }
const fr = { core: coreFr, messages: messagesFr }

/** Every string by its whole key. */
function flat(tree: object, path = ''): Map<string, string> {
  return new Map(
    Object.entries(tree).flatMap(([name, value]: [string, string | object]) =>
      typeof value === 'string' ? [[path + name, value] as const] : [...flat(value, `${path}${name}.`)],
    ),
  )
}

const variables = (text: string | undefined) => [...(text ?? '').matchAll(/{{(\w+)}}/g)].map(([, name]) => name).toSorted()

test('French says everything that English says', () => {
  expect([...flat(fr).keys()].toSorted()).toEqual([...flat(en).keys()].toSorted())
})

test('each string speaks of the same things in both', () => {
  const french = flat(fr)
  const differing = [...flat(en)].filter(([key, text]) => String(variables(text)) !== String(variables(french.get(key))))
  expect(differing).toEqual([])
})

test('French punctuation never starts a line, and its spaces are in the fonts', () => {
  for (const text of flat(fr).values()) expect(text).not.toMatch(/ [?!:;»]|« |\u202f/)
})
