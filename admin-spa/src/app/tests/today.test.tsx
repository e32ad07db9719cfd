import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'

import { aBusyDay, FakeStudio, problem } from '../../testing/fake-studio.ts'
import { openApp } from '../../testing/render.tsx'

const busy = () => aBusyDay(new FakeStudio())

test('the day is told in the order one works through it', async () => {
  openApp('/today', busy())

  expect(await screen.findByRole('heading', { name: 'Tuesday 9 March' })).toBeVisible()
  expect(await screen.findByText('3 appointments to come')).toBeVisible()
  expect(screen.getByText('Earlier today: 1 completed, 1 no-show')).toBeVisible()
  expect(within(screen.getByRole('region', { name: 'Over, not yet marked' })).getByText('Hana Sato')).toBeVisible()
  expect(within(screen.getByRole('region', { name: 'Priya Nair' })).getByText('in 22 min')).toBeVisible()
  expect(screen.getByText('Being booked online')).toBeVisible()
  expect(screen.getByText('Deposit due')).toBeVisible()
})

test('whoever came is marked with one press', async () => {
  const studio = busy()
  const { user } = openApp('/today', studio)

  await user.click(await screen.findByRole('button', { name: /Mark completed: Hana Sato/ }))

  expect(await screen.findByText('Hana Sato is marked completed.')).toBeVisible()
  await waitFor(() => expect(screen.getByText('Earlier today: 2 completed, 1 no-show')).toBeVisible())
})

test('whoever did not come is marked too', async () => {
  const studio = busy()
  const { user } = openApp('/today', studio)

  await user.click(await screen.findByRole('button', { name: /No-show: Hana Sato/ }))

  await waitFor(() => expect(studio.appointments[2]?.status).toBe('no_show'))
})

test('a day without anybody says what the page still offers, with a way to book somebody in', async () => {
  openApp('/today?day=2027-03-10&practitioner=maren', new FakeStudio())

  expect(await screen.findByText('No bookings on Wednesday yet. Your page shows 6 free times that day.')).toBeVisible()
  expect(screen.getByRole('link', { name: 'Book somebody in' })).toHaveAttribute('href', '/admin/new?day=2027-03-10&practitioner=maren')
})

test('a day that is over offers nothing', async () => {
  openApp('/today?day=2027-03-08', new FakeStudio())

  expect(await screen.findByText('Nobody was booked on this day.')).toBeVisible()
  expect(screen.queryByRole('link', { name: 'Book somebody in' })).not.toBeInTheDocument()
})

test('free time is a row, and pressing it begins a booking there', async () => {
  const { user, at } = openApp('/today?practitioner=anouk', busy())

  await user.click(await screen.findByRole('link', { name: '1:00\u00a0pm: 4 h 30 min free with Anouk. Book somebody in' }))

  await waitFor(() => expect(at()).toBe('/admin/new?day=2027-03-09&at=13%3A00&practitioner=anouk'))
  await user.selectOptions(await screen.findByLabelText('Service'), 'lymphatic-drainage')
  expect(await screen.findByRole('button', { name: /Book Tue 9 Mar, 1:00.pm/ })).toBeVisible()
})

test('the day of one person is that person’s alone, and stands in the address', async () => {
  const { user, at } = openApp('/today', busy())

  await user.selectOptions(await screen.findByLabelText('Whose day'), 'Anouk')

  expect(await screen.findByText('1 appointment to come')).toBeVisible()
  expect(screen.queryByText('Priya Nair')).not.toBeInTheDocument()
  expect(at()).toBe('/admin/today?practitioner=anouk')
})

test('a practitioner is shown the own day and nobody to choose', async () => {
  const studio = busy()
  studio.me = { ...studio.me, role: 'practitioner', practitioner: 'maren' }
  openApp('/today', studio)

  expect(await screen.findByText('Being booked online')).toBeVisible()
  expect(screen.queryByLabelText('Whose day')).not.toBeInTheDocument()
})

test('other days are a step away and stand in the address', async () => {
  const { user, at } = openApp('/today', busy())

  await user.click(await screen.findByRole('button', { name: 'The day after' }))

  expect(await screen.findByRole('heading', { name: 'Wednesday 10 March' })).toBeVisible()
  expect(at()).toBe('/admin/today?day=2027-03-10')
})

test('a refresh that fails leaves the day on the screen', async () => {
  const studio = busy()
  const { user } = openApp('/today', studio)
  const button = await screen.findByRole('button', { name: /Mark completed: Hana Sato/ })

  studio.answer = () => problem(500, 'internal-error', 'Oh')
  await user.click(button)

  expect(await screen.findByRole('button', { name: 'Try again' })).toBeVisible()
  expect(screen.getByText('Priya Nair')).toBeVisible()
})

test('a screen that is not there says so', async () => {
  openApp('/nowhere', new FakeStudio())

  expect(await screen.findByText('There is no screen at this address.')).toBeVisible()
})

test('one goes from screen to screen, and focus goes along', async () => {
  const { user } = openApp('/today', busy())

  await user.click(await screen.findByRole('link', { name: 'Services' }))
  await waitFor(() => expect(screen.getByRole('heading', { name: 'Services', level: 1 })).toHaveFocus())
  await user.click(screen.getAllByRole('link', { name: 'Today' })[0] as HTMLElement)

  await waitFor(() => expect(screen.getByRole('heading', { name: 'Tuesday 9 March' })).toHaveFocus())
  expect(document.title).toBe('Tuesday 9 March · Stillpoint')
})
