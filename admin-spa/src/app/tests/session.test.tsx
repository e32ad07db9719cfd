import { screen, waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'

import { aMe } from '../../testing/builders.ts'
import { FakeStudio } from '../../testing/fake-studio.ts'
import { openApp } from '../../testing/render.tsx'
import { drop, token } from '../../lib/token.ts'

async function fillIn(user: ReturnType<typeof openApp>['user'], password: string) {
  await user.type(await screen.findByLabelText('E-mail'), 'owner@example.com')
  await user.type(screen.getByLabelText('Password'), password)
  await user.click(screen.getByRole('button', { name: 'Sign in' }))
}

test('who is not signed in signs in and comes to where they wanted', async () => {
  const { user, at } = openApp('/appointments?q=tran', new FakeStudio(), { signedIn: false })

  await fillIn(user, 'right')

  await screen.findByRole('heading', { name: 'Appointments', level: 1 })
  expect(at()).toBe('/admin/appointments?q=tran')
})

test('a refused sign-in is one sentence in the app’s own words, and accuses no field', async () => {
  const { user } = openApp('/sign-in', new FakeStudio(), { signedIn: false })

  await fillIn(user, 'wrong')

  const alert = await screen.findByRole('alert')
  expect(alert).toHaveFocus()
  expect(alert).toHaveTextContent('E-mail and password do not match. Check both.Nothing you typed is lost.')
  expect(screen.getByLabelText('E-mail')).not.toHaveAttribute('aria-invalid')
  expect(screen.getByLabelText('Password')).not.toHaveAttribute('aria-invalid')

  await user.type(screen.getByLabelText('Password'), '!')
  expect(screen.getByLabelText('Password')).toHaveFocus()
  expect(token()).toBeNull()
})

test('a session that ends says so and goes on where it was', async () => {
  const { user, at } = openApp('/today?day=2027-03-11', new FakeStudio())
  await screen.findByRole('heading', { name: 'Thursday 11 March' })

  drop('expired')
  expect(await screen.findByText(/Your session has ended/)).toBeVisible()
  await fillIn(user, 'right')

  await waitFor(() => expect(at()).toBe('/admin/today?day=2027-03-11'))
})

test('signing out tells the server and forgets what was shown', async () => {
  const studio = new FakeStudio()
  const { user } = openApp('/account', studio)

  await user.click(await screen.findByRole('button', { name: 'Sign out' }))

  expect(await screen.findByText('You are signed out.')).toBeVisible()
  expect(studio.asked.some(({ method, path }) => method === 'DELETE' && path.endsWith('auth/session'))).toBe(true)
  expect(sessionStorage).toHaveLength(0)
})

test('a set-up link lets one choose a password and enter', async () => {
  const { user, at } = openApp('/set-up/good', new FakeStudio(), { signedIn: false })

  await user.type(await screen.findByLabelText('New password'), 'short')
  await user.click(screen.getByRole('button', { name: 'Keep this password' }))
  expect(await screen.findByText('This password is too short.')).toBeVisible()
  await user.type(screen.getByLabelText('New password'), ' but longer now')
  await user.click(screen.getByRole('button', { name: 'Keep this password' }))

  await waitFor(() => expect(at()).toBe('/admin/today'))
})

test('a set-up link that is used up says so', async () => {
  openApp('/set-up/old', new FakeStudio(), { signedIn: false })

  expect(await screen.findByText(/used already or is too old/)).toBeVisible()
})

test('the first thing on an empty installation is the studio', async () => {
  const studio = new FakeStudio()
  studio.me = aMe({ studio: null })
  const { user } = openApp('/', studio)

  await user.type(await screen.findByLabelText('Name of the studio'), 'Stillwater')
  await user.type(screen.getByLabelText('Currency'), 'cad')
  await user.click(screen.getByRole('button', { name: 'Set up the studio' }))

  await waitFor(() => expect(studio.asked.find(({ method }) => method === 'POST')?.body).toMatchObject({ name: 'Stillwater', currency: 'CAD', minimum_notice_minutes: 120 }))
})

test('changing the password signs out and says that it worked', async () => {
  const { user } = openApp('/account', new FakeStudio())

  await user.type(await screen.findByLabelText('Current password'), 'right')
  await user.type(screen.getByLabelText('New password'), 'a longer sentence')
  await user.click(screen.getByRole('button', { name: 'Change password' }))

  expect(await screen.findByText(/Your password is changed/)).toBeVisible()
})
