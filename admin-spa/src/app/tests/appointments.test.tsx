import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'

import { aBusyDay, FakeStudio, problem } from '../../testing/fake-studio.ts'
import { openApp } from '../../testing/render.tsx'

const busy = () => aBusyDay(new FakeStudio())
const table = () => screen.findByRole('table', { name: 'Appointments' })

test('the list begins today and says who comes when', async () => {
  const studio = busy()
  openApp('/appointments', studio)

  expect(await within(await table()).findByRole('link', { name: 'Priya Nair' })).toBeVisible()
  expect(studio.asked.find(({ path }) => path === 'staff/appointments')?.query.get('from')).toBe('2027-03-09')
})

test('a filter goes into the address and into the request', async () => {
  const studio = busy()
  const { user, at } = openApp('/appointments', studio)
  await table()

  await user.selectOptions(screen.getByLabelText('Status'), 'No-show')

  await waitFor(async () => expect(within(await table()).getAllByRole('link')).toHaveLength(1))
  expect(at()).toBe('/admin/appointments?status=no_show')
})

test('searching waits for the typing to rest and then looks in all days', async () => {
  const studio = busy()
  const { user, at } = openApp('/appointments', studio)
  await table()

  await user.type(screen.getAllByLabelText('Search')[0] as HTMLElement, 'dana')

  await waitFor(() => expect(at()).toBe('/admin/appointments?q=dana'))
  const searches = () => studio.asked.filter(({ path, query }) => path === 'staff/appointments' && query.has('q'))
  await waitFor(() => expect(searches().map(({ query }) => [query.get('q'), query.get('from')])).toEqual([['dana', null]]))
})

test('more rows come when they are asked for', async () => {
  const studio = busy()
  studio.pageSize = 4
  const { user } = openApp('/appointments', studio)

  await user.click(await screen.findByRole('button', { name: 'Show more' }))

  await waitFor(async () => expect(within(await table()).getAllByRole('link')).toHaveLength(6))
  expect(screen.queryByRole('button', { name: 'Show more' })).not.toBeInTheDocument()
})

test('nothing found is said, with a way back', async () => {
  const { user, at } = openApp('/appointments?q=nobody', busy())

  expect(await screen.findByText('No appointment fits these filters.')).toBeVisible()
  await user.click(screen.getByRole('button', { name: 'Clear all filters' }))

  expect(at()).toBe('/admin/appointments')
})

test('a list that fails says so and can be asked for again', async () => {
  const studio = busy()
  const answer = studio.answer.bind(studio)
  studio.answer = (asked) => (asked.path === 'staff/appointments' ? problem(500, 'internal-error', 'Oh') : answer(asked))
  const { user } = openApp('/appointments', studio)

  expect(await screen.findByText('Something went wrong here.')).toBeVisible()
  studio.answer = answer
  await user.click(screen.getByRole('button', { name: 'Try again' }))

  expect(await table()).toBeVisible()
})

test('one opens over its list, keeps the filters and closes with Escape', async () => {
  const { user, at } = openApp('/appointments?practitioner=maren', busy())

  await user.click(await within(await table()).findByRole('link', { name: 'Priya Nair' }))
  const panel = await screen.findByRole('dialog', { name: 'Appointment of Priya Nair' })
  expect(within(panel).getByText('Left shoulder, lighter pressure.')).toBeVisible()
  expect(within(panel).getByText('Booked by the client')).toBeVisible()
  await user.keyboard('{Escape}')

  expect(screen.queryByRole('dialog')).not.toBeInTheDocument()
  expect(at()).toBe('/admin/appointments?practitioner=maren')
})

test('cancelling asks first, takes a reason and says that it is done', async () => {
  const studio = busy()
  const { user } = openApp(`/appointments/${studio.appointments[3]?.reference}`, studio)

  await user.click(await screen.findByRole('button', { name: 'Cancel…' }))
  await user.type(await screen.findByLabelText(/Reason/), 'Ill')
  await user.click(screen.getByRole('button', { name: /Cancel the appointment/ }))

  expect(await screen.findByText('Priya Nair’s appointment is cancelled.')).toBeVisible()
  expect(studio.appointments[3]).toMatchObject({ status: 'cancelled', cancellation: { reason: 'Ill' } })
  expect(await screen.findByText('Cancelled by studio')).toBeVisible()
})

test('a refusal stands beside its button and the list is asked for again', async () => {
  const studio = busy()
  const answer = studio.answer.bind(studio)
  studio.answer = (asked) => (asked.path.endsWith('cancellation') ? problem(409, 'not-possible-now', 'This booking is over.') : answer(asked))
  const { user } = openApp(`/appointments/${studio.appointments[3]?.reference}`, studio)

  await user.click(await screen.findByRole('button', { name: 'Cancel…' }))
  const lists = () => studio.asked.filter(({ path }) => path === 'staff/appointments').length
  const before = lists()
  await user.click(await screen.findByRole('button', { name: /Cancel the appointment/ }))

  expect(await screen.findByText('This booking is over.')).toBeVisible()
  await waitFor(() => expect(lists()).toBeGreaterThan(before))
})

test('moving offers free times and takes the one that is pressed', async () => {
  const studio = busy()
  const { user } = openApp(`/appointments/${studio.appointments[3]?.reference}`, studio)

  await user.click(await screen.findByRole('button', { name: 'Move' }))
  await user.click(await screen.findByRole('radio', { name: /Thursday 11 March/ }))
  await user.click(await screen.findByRole('button', { name: /4:30.pm/ }))
  await user.click(screen.getByRole('button', { name: /Move to Thu 11 Mar/ }))

  await waitFor(() => expect(studio.appointments[3]?.starts_at).toBe('2027-03-11T16:30:00-07:00'))
  expect(await screen.findByText(/Priya Nair is moved to Thu 11 Mar/)).toBeVisible()
})
