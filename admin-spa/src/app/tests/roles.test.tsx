import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'

import type { Me } from '../../lib/types.ts'
import { aMe } from '../../testing/builders.ts'
import { FakeStudio } from '../../testing/fake-studio.ts'
import { openApp } from '../../testing/render.tsx'

function studioOf(role: Me['role']) {
  const studio = new FakeStudio()
  studio.me = aMe({ role, practitioner: role === 'practitioner' ? 'anouk' : null })
  return studio
}

test.each(['practitioner', 'front_desk'] as const)('%s reads the services and changes nothing', async (role) => {
  openApp('/services', studioOf(role))

  expect(await screen.findByText('Lymphatic drainage')).toBeVisible()
  expect(screen.queryByRole('link', { name: 'Lymphatic drainage' })).not.toBeInTheDocument()
  expect(screen.queryByRole('link', { name: 'New service' })).not.toBeInTheDocument()
  expect(screen.queryByRole('link', { name: 'Settings' })).not.toBeInTheDocument()
})

test.each(['/services/lymphatic-drainage', '/practitioners/new', '/practitioners/maren/hours', '/rooms/room-1', '/settings'])(
  'who types the address of a form that only owners may send is told so: %s',
  async (path) => {
    openApp(path, studioOf('front_desk'))

    expect(await screen.findByText(/Only the owner of the studio can change this/)).toBeVisible()
    expect(screen.queryByRole('textbox')).not.toBeInTheDocument()
  },
)

test('an owner is offered all of it', async () => {
  openApp('/services', studioOf('owner'))

  expect(await screen.findByRole('link', { name: 'Lymphatic drainage' })).toBeVisible()
  expect(screen.getByRole('link', { name: 'New service' })).toBeVisible()
  expect(screen.getByRole('link', { name: 'Settings' })).toBeVisible()
})
