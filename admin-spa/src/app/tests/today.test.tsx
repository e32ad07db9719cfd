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

test('a day without anybody says so', async () => {
  openApp('/today', new FakeStudio())

  expect(await screen.findByText(/Nobody is booked today/)).toBeVisible()
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
  expect(await screen.findByRole('heading', { name: 'Services', level: 1 })).toHaveFocus()
  await user.click(screen.getAllByRole('link', { name: 'Today' })[0] as HTMLElement)

  expect(await screen.findByRole('heading', { name: 'Tuesday 9 March' })).toHaveFocus()
  expect(document.title).toBe('Tuesday 9 March · Stillpoint')
})
