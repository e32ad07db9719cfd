import { screen, waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'

import { drop } from '../../lib/token.ts'
import { FakeStudio } from '../../testing/fake-studio.ts'
import { openApp } from '../../testing/render.tsx'

async function typeInto(label: string, text: string, user: ReturnType<typeof openApp>['user']) {
  const field = await screen.findByLabelText(label)
  await user.clear(field)
  await user.type(field, text)
}

async function signInAgain(user: ReturnType<typeof openApp>['user'], email = 'owner@example.com') {
  await user.type(await screen.findByLabelText('E-mail'), email)
  await user.type(screen.getByLabelText('Password'), 'right')
  await user.click(screen.getByRole('button', { name: 'Sign in' }))
}

test('what is typed and not saved is not left by mistake', async () => {
  const { user, at } = openApp('/services/lymphatic-drainage', new FakeStudio())
  await typeInto('Name', 'Lymph', user)

  await user.click(screen.getByRole('button', { name: 'Close' }))
  await user.click(await screen.findByRole('button', { name: 'Keep typing' }))
  expect(screen.getByLabelText('Name')).toHaveValue('Lymph')
  await user.click(screen.getByRole('button', { name: 'Close' }))
  await user.click(await screen.findByRole('button', { name: 'Leave' }))

  await waitFor(() => expect(at()).toBe('/admin/services'))
  await user.click(screen.getByRole('link', { name: 'Lymphatic drainage' }))
  expect(await screen.findByLabelText('Name')).toHaveValue('Lymphatic drainage')
})

test('a form that nothing was typed into closes without a word', async () => {
  const { user, at } = openApp('/services/lymphatic-drainage', new FakeStudio())

  await user.click(await screen.findByRole('button', { name: 'Close' }))

  await waitFor(() => expect(at()).toBe('/admin/services'))
})

test('what was typed is back after the session ended and one signs in again', async () => {
  const { user } = openApp('/services/lymphatic-drainage', new FakeStudio())
  await typeInto('Name', 'Lymph', user)

  drop('idle')
  await signInAgain(user)

  expect(await screen.findByLabelText('Name')).toHaveValue('Lymph')
  expect(screen.getByText(/What you typed before is back/)).toBeVisible()
})

test('somebody else who signs in at the same desk does not find it', async () => {
  const studio = new FakeStudio()
  const { user } = openApp('/services/lymphatic-drainage', studio)
  await typeInto('Name', 'Lymph', user)

  drop('idle')
  studio.me = { ...studio.me, id: 2 }
  await signInAgain(user)

  expect(await screen.findByLabelText('Name')).toHaveValue('Lymphatic drainage')
})
