import { screen, waitFor } from '@testing-library/react'
import { HttpResponse, http } from 'msw'
import { expect, test } from 'vitest'

import { aBusyDay, FakeStudio, problem } from '../../testing/fake-studio.ts'
import { openApp } from '../../testing/render.tsx'
import { server } from '../../testing/server.ts'

const BEGUN = '/new?service=lymphatic-drainage&practitioner=maren&day=2027-03-11'
const busy = () => aBusyDay(new FakeStudio())
const booked = (studio: FakeStudio) => studio.asked.filter(({ method, path }) => method === 'POST' && path === 'staff/appointments')

async function choosePriya(user: ReturnType<typeof openApp>['user']) {
  await user.type(await screen.findByRole('combobox', { name: 'Find a client' }), 'priya')
  await user.click(await screen.findByRole('option', { name: /Priya Nair/ }))
}

test('a known client is found while typing and booked for a free time', async () => {
  const studio = busy()
  const { user, at } = openApp(BEGUN, studio)

  await choosePriya(user)
  await user.click(await screen.findByRole('button', { name: /4:30.pm/ }))
  await user.click(screen.getByRole('button', { name: /Book \S+, Thu 11 Mar/ }))

  await waitFor(() => expect(at()).toMatch(/^\/admin\/today\/\w+\?day=2027-03-11$/))
  expect(booked(studio)[0]?.body).toEqual({
    service: 'lymphatic-drainage',
    practitioner: 'maren',
    starts_at: '2027-03-11T16:30:00-07:00',
    client: { id: 4 },
  })
  expect(booked(studio)[0]?.headers.get('Idempotency-Key')).toMatch(/^[\w-]{36}$/)
})

test('somebody new is booked with what was typed into the search', async () => {
  const studio = busy()
  const { user } = openApp(BEGUN, studio)

  await user.type(await screen.findByRole('combobox', { name: 'Find a client' }), 'Sam Okoye')
  await user.click(await screen.findByRole('option', { name: 'New client “Sam Okoye”' }))
  await user.type(screen.getByLabelText(/E-mail/), 'sam@example.com')
  await user.click(await screen.findByRole('button', { name: /9:00.am/ }))
  await user.click(screen.getByRole('button', { name: /Book \S+, Thu 11 Mar/ }))

  await waitFor(() => expect(booked(studio)[0]?.body).toMatchObject({ client: { name: 'Sam Okoye', email: 'sam@example.com' } }))
})

test('what is missing is said, not hidden behind a dead button', async () => {
  const studio = busy()
  const { user } = openApp('/new', studio)

  await user.click(await screen.findByRole('button', { name: 'Book' }))

  expect(screen.getAllByText('Choose a client, or add a new one.')[0]).toBeVisible()
  expect(screen.getByText('Choose a service.')).toBeVisible()
  expect(booked(studio)).toEqual([])
})

test('somebody was quicker: three other times, and nothing typed is lost', async () => {
  const studio = busy()
  const answer = studio.answer.bind(studio)
  studio.answer = (asked) =>
    asked.method === 'POST' && asked.path === 'staff/appointments' && studio.freeTimes.length
      ? problem(409, 'slot-taken', 'Someone took this time a moment ago', { alternatives: [{ starts_at: '2027-03-11T15:30:00-07:00', practitioners: ['maren'] }] })
      : answer(asked)
  const { user } = openApp(BEGUN, studio)
  await choosePriya(user)
  await user.click(await screen.findByRole('button', { name: /4:30.pm/ }))

  await user.click(screen.getByRole('button', { name: /Book \S+, Thu 11 Mar/ }))

  expect(await screen.findByText('Someone took this time a moment ago')).toBeVisible()
  expect(screen.getByText('Priya Nair')).toBeVisible()
  await user.click(screen.getByRole('button', { name: /^Thu 11 Mar, 3:30.pm/ }))
  expect(screen.getByRole('button', { name: /Book \S+, Thu 11 Mar, 3:30.pm/ })).toBeVisible()
})

test('a time that is not offered says why, and is booked only on purpose', async () => {
  const studio = busy()
  const { user } = openApp(BEGUN, studio)
  await choosePriya(user)

  await user.click(screen.getByText('Another time, or why is one missing?'))
  await user.type(screen.getByLabelText('Start'), '20:00')
  await user.click(screen.getByRole('button', { name: /Check/ }))
  expect(await screen.findByText(/Maren does not work/)).toBeVisible()
  await user.click(screen.getByRole('button', { name: /Take 8:00.pm all the same/ }))
  await user.click(screen.getByRole('button', { name: /Book \S+, Thu 11 Mar, 8:00.pm/ }))

  await waitFor(() => expect(booked(studio)[0]?.body).toMatchObject({ override_rules: true }))
})

test('a lost answer is asked for again under the same key', async () => {
  const studio = busy()
  const { user } = openApp(BEGUN, studio)
  await choosePriya(user)
  await user.click(await screen.findByRole('button', { name: /4:30.pm/ }))
  const keys: (string | null)[] = []
  server.use(
    http.post('*/api/v1/staff/appointments', ({ request }) => {
      keys.push(request.headers.get('Idempotency-Key'))
      return keys.length === 1 ? HttpResponse.error() : undefined
    }),
  )

  await user.click(screen.getByRole('button', { name: /Book \S+, Thu 11 Mar/ }))

  await waitFor(() => expect(booked(studio)).toHaveLength(1))
  expect(keys[0]).toBe(keys[1])
})
