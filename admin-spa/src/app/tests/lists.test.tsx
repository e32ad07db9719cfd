import { screen, waitFor } from '@testing-library/react'
import { delay, http as mock } from 'msw'
import { expect, test } from 'vitest'

import { aMessage } from '../../testing/fake-outbox.ts'
import { aBusyDay, FakeStudio, problem } from '../../testing/fake-studio.ts'
import { openApp } from '../../testing/render.tsx'
import { server } from '../../testing/server.ts'

const LISTS = [
  { path: '/today', asks: 'staff/today', row: /Priya Nair/, none: /^No bookings today yet\./ },
  { path: '/appointments', asks: 'staff/appointments', row: /Priya Nair/, none: /^Nobody is booked from today on\./ },
  { path: '/services', asks: 'staff/services', row: /Lymphatic drainage/, none: /^No services yet\./ },
  { path: '/practitioners', asks: 'staff/practitioners', row: /Maren/, none: /^Nobody gives treatments yet\./ },
  { path: '/rooms', asks: 'staff/rooms', row: /Room 2/, none: /^No rooms yet\./ },
  { path: '/closures', asks: 'staff/closures', row: /Renovation/, none: /^No closures ahead\./ },
  { path: '/messages', asks: 'staff/messages', row: /Priya Nair/, none: /^No messages yet\./ },
  { path: '/message-templates', asks: 'staff/message-templates', row: /To practitioners/, none: /^No message goes out this way\./ },
]

function full(): FakeStudio {
  const studio = aBusyDay(new FakeStudio())
  const day = '2027-03-15'
  studio.outbox.messages = [aMessage()]
  studio.closures = [{ id: 1, kind: 'days', practitioner: null, weekday: null, first_day: day, last_day: day, starts: null, ends: null, reason: 'Renovation' }]
  return studio
}

const content = () => screen.getByRole('main')
const isLoading = () => screen.queryAllByText('Loading…').length > 0

test.each(LISTS)('$path is full', async ({ path, row }) => {
  openApp(path, full())

  await waitFor(() => expect(content()).toHaveTextContent(row))
  expect(isLoading()).toBe(false)
})

test.each(LISTS)('$path is empty, and says what that means', async ({ path, none }) => {
  const studio = new FakeStudio()
  Object.assign(studio, { services: [], practitioners: [], rooms: [] })
  studio.outbox.templates = []
  openApp(path, studio)

  expect(await screen.findByText(none)).toBeVisible()
})

test.each(LISTS)('$path says that it is loading', async ({ path, asks, row }) => {
  openApp(path, full())
  server.use(mock.get(`*/api/v1/${asks}`, () => delay('infinite')))

  expect(await screen.findByText('Loading…')).toBeInTheDocument()
  expect(screen.queryByRole('alert')).not.toBeInTheDocument()
  expect(content()).not.toHaveTextContent(row)
})

test.each(LISTS)('$path says that it failed, and is asked for again', async ({ path, asks, row }) => {
  const studio = full()
  const answer = studio.answer.bind(studio)
  studio.answer = (asked) => (asked.path === asks ? problem(500, 'internal-error', 'Oh') : answer(asked))
  const { user } = openApp(path, studio)

  expect(await screen.findByText('Something went wrong here.')).toBeVisible()
  expect(isLoading()).toBe(false)
  studio.answer = answer
  await user.click(screen.getAllByRole('button', { name: 'Try again' })[0] as HTMLElement)

  await waitFor(() => expect(content()).toHaveTextContent(row))
})
