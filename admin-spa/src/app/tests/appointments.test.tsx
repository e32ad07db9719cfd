import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'

import { drop } from '../../lib/token.ts'
import { aBusyDay, FakeStudio, problem } from '../../testing/fake-studio.ts'
import { onPhone, openApp } from '../../testing/render.tsx'

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

  await user.type(screen.getByLabelText('Search'), 'dana')

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

test('closing gives focus to the link of what was open, also when another row was opened beside it', async () => {
  const { user } = openApp('/appointments', busy())
  await user.click(await within(await table()).findByRole('link', { name: 'Priya Nair' }))
  await screen.findByRole('dialog', { name: 'Appointment of Priya Nair' })

  await user.click(screen.getByRole('link', { name: 'Dana Kowalski' }))
  await screen.findByRole('dialog', { name: 'Appointment of Dana Kowalski' })
  await user.keyboard('{Escape}')

  await waitFor(() => expect(screen.getByRole('link', { name: 'Dana Kowalski' })).toHaveFocus())
})

test('opened from its address, an appointment gives focus to its link in the list', async () => {
  const studio = busy()
  const reference = studio.appointments[3]?.reference
  const { user } = openApp(`/appointments/${reference}?practitioner=maren`, studio)
  await screen.findByRole('dialog', { name: 'Appointment of Priya Nair' })
  await table()

  await user.keyboard('{Escape}')

  await waitFor(() => expect(screen.getByRole('link', { name: 'Priya Nair' })).toHaveFocus())
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

  expect(await screen.findByText(/^Priya Nair’s appointment is cancelled\./)).toBeVisible()
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

test('a cancel is taken back from where it is said, for as long as the server lets one', async () => {
  const studio = busy()
  const { user } = openApp(`/appointments/${studio.appointments[3]?.reference}`, studio)
  await user.click(await screen.findByRole('button', { name: 'Cancel…' }))
  await user.click(await screen.findByRole('button', { name: /Cancel the appointment/ }))

  const notices = within(screen.getByRole('region', { name: 'What was done' }))
  expect(await notices.findByText(/You can undo this until 12:56.pm/)).toBeVisible()
  await user.click(notices.getByRole('button', { name: 'Undo' }))

  expect(await screen.findByText(/Priya Nair’s appointment is back: Tue 9 Mar, 1:15.pm/)).toBeVisible()
  expect(studio.appointments[3]?.status).toBe('confirmed')
  expect(screen.queryByText(/You can undo this/)).not.toBeInTheDocument()
})

test('who has put the notice away finds the same in the appointment', async () => {
  const studio = busy()
  Object.assign(studio.appointments[3] ?? {}, { undo_until: '2027-03-09T12:55:30-07:00', undo_change: 'a-change' })
  const { user } = openApp(`/appointments/${studio.appointments[3]?.reference}`, studio)

  await user.click(await screen.findByRole('button', { name: /Undo/ }))

  // Nothing was cancelled in this studio: the refusal stands beside the button.
  expect(await screen.findByText('There is nothing to undo')).toBeVisible()
  expect(screen.getByText(/You can undo this until 12:55.pm/)).toBeVisible()
})

/** Cancels the appointment on the screen, and finds what the notice about it offers. */
async function cancelAndFindUndo(user: ReturnType<typeof openApp>['user']) {
  await user.click(await screen.findByRole('button', { name: 'Cancel…' }))
  await user.click(await screen.findByRole('button', { name: /Cancel the appointment/ }))
  return within(screen.getByRole('region', { name: 'What was done' })).findByRole('button', { name: 'Undo' })
}

test('a standing notice takes back the change it told of and no later one', async () => {
  const studio = busy()
  const { user } = openApp(`/appointments/${studio.appointments[3]?.reference}`, studio)
  const undo = await cancelAndFindUndo(user)
  Object.assign(studio.appointments[3] ?? {}, { undo_change: 'made-elsewhere-since' })

  await user.click(undo)

  expect(await within(await screen.findByRole('alertdialog', { name: 'Undo: not possible' })).findByText('This was changed again since')).toBeVisible()
  expect(studio.appointments[3]?.status).toBe('cancelled')
})

test('each offer to undo has one key, so that a lost answer costs no refusal', async () => {
  const studio = busy()
  const { user } = openApp(`/appointments/${studio.appointments[3]?.reference}`, studio)

  await user.click(await cancelAndFindUndo(user))

  await screen.findByText(/Priya Nair’s appointment is back/)
  const sent = studio.asked.find(({ path }) => path.endsWith('/undo'))
  expect(sent?.body).toEqual({ change: 'change-1' })
  expect(sent?.headers.get('Idempotency-Key')).toBe('change-1')
})

test('an undo that is answered after the session has ended names no client to the next person', async () => {
  const studio = busy()
  const { user } = openApp(`/appointments/${studio.appointments[3]?.reference}`, studio)
  const undo = await cancelAndFindUndo(user)
  const answer = studio.answer.bind(studio)
  studio.answer = (asked) => {
    if (asked.path.endsWith('/undo')) drop('idle')
    return answer(asked)
  }

  await user.click(undo)

  await waitFor(() => expect(studio.appointments[3]?.status).toBe('confirmed'))
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(screen.queryByText(/Priya Nair’s appointment is back/)).not.toBeInTheDocument()
})

test('an undo that is refused says why where it stays to be read', async () => {
  const studio = busy()
  const { user } = openApp(`/appointments/${studio.appointments[3]?.reference}`, studio)
  await user.click(await screen.findByRole('button', { name: 'Cancel…' }))
  await user.click(await screen.findByRole('button', { name: /Cancel the appointment/ }))
  const answer = studio.answer.bind(studio)
  studio.answer = (asked) => (asked.path.endsWith('undo') ? problem(409, 'slot-taken', 'Someone took this time a moment ago') : answer(asked))

  await user.click(await within(screen.getByRole('region', { name: 'What was done' })).findByRole('button', { name: 'Undo' }))

  expect(await within(await screen.findByRole('alertdialog', { name: 'Undo: not possible' })).findByText('Someone took this time a moment ago')).toBeVisible()
})

test('each filter that is set stands there with its way out, and how many it leaves', async () => {
  const { user, at } = openApp('/appointments?practitioner=anouk&status=confirmed&from=', busy())

  expect(await screen.findByText('2 appointments')).toBeVisible()
  await user.click(screen.getByRole('button', { name: 'Remove the filter With Anouk' }))

  expect(await screen.findByText('3 appointments')).toBeVisible()
  expect(at()).toBe('/admin/appointments?status=confirmed&from=')
})

test('going back takes a filter away again', async () => {
  const { user, router, at } = openApp('/appointments', busy())
  await table()
  await user.selectOptions(screen.getByLabelText('Status'), 'No-show')
  await waitFor(() => expect(at()).toBe('/admin/appointments?status=no_show'))

  await router.navigate(-1)

  await waitFor(() => expect(screen.getByLabelText('Status')).toHaveValue(''))
  await waitFor(async () => expect(within(await table()).getAllByRole('link')).toHaveLength(6))
})

test('the latest come first when one asks for them by their column', async () => {
  const studio = busy()
  const { user, at } = openApp('/appointments', studio)

  await user.click(within(await table()).getByRole('button', { name: /Show the latest first/ }))

  await waitFor(async () => expect(within(await table()).getAllByRole('link')[0]).toHaveTextContent('Ada Whitford'))
  expect(within(await table()).getByRole('columnheader', { name: /Time/ })).toHaveAttribute('aria-sort', 'descending')
  expect(at()).toBe('/admin/appointments?order=latest')
})

test('with the last page focus goes on to the rows that came', async () => {
  const studio = busy()
  studio.pageSize = 4
  const { user } = openApp('/appointments', studio)

  await user.click(await screen.findByRole('button', { name: 'Show more' }))

  await waitFor(() => expect(screen.getByRole('link', { name: 'Dana Kowalski' })).toHaveFocus())
})

test('on a phone the same rows are cards, and only they are there', async () => {
  onPhone()
  openApp('/appointments', busy())

  expect(await screen.findByRole('link', { name: 'Priya Nair' })).toBeVisible()
  expect(screen.queryByRole('table')).not.toBeInTheDocument()
})
