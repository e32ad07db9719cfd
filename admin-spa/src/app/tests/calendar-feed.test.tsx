import { screen, waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'

import { aMe } from '../../testing/builders.ts'
import { FakeStudio } from '../../testing/fake-studio.ts'
import { openApp } from '../../testing/render.tsx'

test('a practitioner makes an address for the own calendar, copies it and takes it back', async () => {
  const studio = new FakeStudio()
  const { user } = openApp('/account', studio)
  await user.click(await screen.findByRole('button', { name: 'Make a private address' }))
  expect(await screen.findByRole('link', { name: 'Subscribe' })).toHaveAttribute('href', 'webcal://example.com/calendar/a-secret.ics')

  await user.click(screen.getByRole('button', { name: 'Copy' }))
  expect(await screen.findByText('The address is copied.')).toBeVisible()
  expect(await navigator.clipboard.readText()).toBe('https://example.com/calendar/a-secret.ics')
  await user.click(screen.getByRole('button', { name: 'Take it back…' }))
  expect(studio.outbox.feed).not.toBeNull()
  await user.click(screen.getByRole('button', { name: 'Take it back' }))

  await waitFor(() => expect(studio.outbox.feed).toBeNull())
  expect(await screen.findByRole('button', { name: 'Make a private address' })).toBeVisible()
})

test('who has no calendar is offered none', async () => {
  const studio = new FakeStudio()
  studio.me = aMe({ role: 'front_desk', practitioner: null })
  openApp('/account', studio)

  expect(await screen.findByRole('button', { name: 'Sign out' })).toBeVisible()
  expect(screen.queryByText('Your calendar elsewhere')).not.toBeInTheDocument()
  expect(studio.asked.map(({ path }) => path)).not.toContain('staff/calendar-feed')
})
