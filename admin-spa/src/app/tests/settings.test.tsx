import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'

import { aService } from '../../testing/builders.ts'
import { aBusyDay, FakeStudio, invalid, problem } from '../../testing/fake-studio.ts'
import { openApp } from '../../testing/render.tsx'

const sent = (studio: FakeStudio, method: string, path: string) =>
  studio.asked.filter((asked) => asked.method === method && asked.path === path).map(({ body }) => body)

test('a service is changed, its price in minor units', async () => {
  const studio = new FakeStudio()
  const { user, at } = openApp('/services', studio)

  await user.click(await screen.findByRole('link', { name: 'Lymphatic drainage' }))
  const price = await screen.findByLabelText(/^Price/)
  await user.clear(price)
  await user.type(price, '120.50')
  await user.click(screen.getByRole('button', { name: /Save/ }))

  await waitFor(() => expect(at()).toBe('/admin/services'))
  expect(sent(studio, 'PATCH', 'staff/services/lymphatic-drainage')).toMatchObject([{ price_minor: 12050, duration_minutes: 60 }])
})

test('a new service says beside each field what is wrong with it', async () => {
  const studio = new FakeStudio()
  const { user } = openApp('/services/new', studio)

  await user.type(await screen.findByLabelText(/^Price/), '115')
  await user.click(screen.getByRole('button', { name: /Add service/ }))

  expect(await screen.findByText('One field needs correcting.')).toBeVisible()
  expect(screen.getByLabelText('Name')).toHaveAccessibleDescription('Write a name.')
})

test('how a service will read on the public page is shown while it is typed', async () => {
  const { user } = openApp('/services/lymphatic-drainage', new FakeStudio())

  const preview = within(await screen.findByRole('region', { name: 'On your page' }))
  expect(preview.getByText('60 min · Maren or Anouk')).toBeVisible()
  expect(preview.getByText('$115.00')).toBeVisible()
  await user.click(screen.getByRole('checkbox', { name: 'Maren' }))
  await user.click(screen.getByRole('checkbox', { name: 'Anouk' }))

  expect(preview.getByText('Not shown until somebody gives it.')).toBeVisible()
})

test('services are put in order a step at a time, and only what moved is told', async () => {
  const studio = new FakeStudio()
  studio.services = ['one', 'two', 'three'].map((slug, position) => aService({ slug, name: slug, position }))
  const { user } = openApp('/services', studio)
  await user.click(await screen.findByRole('button', { name: 'Order' }))

  await user.click(screen.getByRole('button', { name: 'Move three up' }))

  expect(screen.getByText('three is now 2 of 3.')).toBeInTheDocument()
  expect(screen.getByRole('button', { name: 'Move three up' })).toHaveFocus()
  await waitFor(() => expect(sent(studio, 'PATCH', 'staff/services/two')).toEqual([{ position: 2 }]))
  expect(sent(studio, 'PATCH', 'staff/services/three')).toEqual([{ position: 1 }])
  expect(sent(studio, 'PATCH', 'staff/services/one')).toEqual([])
})

test('a new service stands after the others', async () => {
  const studio = new FakeStudio()
  const { user } = openApp('/services/new', studio)

  await user.type(await screen.findByLabelText('Name'), 'Prenatal')
  await user.type(screen.getByLabelText(/^Price/), '120')
  await user.click(screen.getByRole('button', { name: /Add service/ }))

  await waitFor(() => expect(sent(studio, 'POST', 'staff/services')).toMatchObject([{ position: 2, price_minor: 12000 }]))
})

test('archiving can be undone from where it is said', async () => {
  const studio = new FakeStudio()
  const { user } = openApp('/services/lymphatic-drainage', studio)

  await user.click(await screen.findByRole('button', { name: /Archive/ }))
  await waitFor(() => expect(studio.services[0]?.archived_at).not.toBeNull())
  await user.click(await screen.findByRole('button', { name: 'Undo' }))

  await waitFor(() => expect(studio.services[0]?.archived_at).toBeNull())
})

test('a refused archiving says why', async () => {
  const studio = new FakeStudio()
  const answer = studio.answer.bind(studio)
  studio.answer = (asked) => (asked.path.endsWith('archive') ? problem(409, 'not-possible-now', 'Appointments are to come.') : answer(asked))
  const { user } = openApp('/practitioners/maren', studio)

  await user.click(await screen.findByRole('button', { name: /Archive/ }))

  expect(await screen.findByText('Appointments are to come.')).toBeVisible()
})

test('a week is written with its breaks, and Monday copied', async () => {
  const studio = new FakeStudio()
  studio.hours.maren = { intervals: [{ weekday: 0, opens: '09:00', closes: '24:00' }], breaks: [] }
  const { user } = openApp('/practitioners/maren/hours', studio)

  await user.click(await screen.findByRole('button', { name: 'Add a break on Monday' }))
  await user.click(screen.getByRole('button', { name: 'Copy to Tue – Fri' }))
  await user.click(screen.getByRole('button', { name: /Save the week/ }))

  await waitFor(() => expect(sent(studio, 'PUT', 'staff/practitioners/maren/hours')).toHaveLength(1))
  const [week] = sent(studio, 'PUT', 'staff/practitioners/maren/hours') as [{ intervals: unknown[]; breaks: unknown[] }]
  expect(week.intervals).toHaveLength(5)
  expect(week.intervals[4]).toEqual({ weekday: 4, opens: '09:00', closes: '24:00' })
  expect(week.breaks[1]).toEqual({ weekday: 1, starts: '12:00', ends: '12:30' })
})

test('hours that overlap are marked where they stand', async () => {
  const studio = new FakeStudio()
  const answer = studio.answer.bind(studio)
  studio.answer = (asked) => (asked.method === 'PUT' ? invalid('#/intervals/1/closes', 'The end is not after the beginning.') : answer(asked))
  const { user } = openApp('/practitioners/maren/hours', studio)

  await user.click(await screen.findByRole('button', { name: /Save the week/ }))

  const tuesday = await screen.findByRole('group', { name: 'Tuesday' })
  await waitFor(() => expect(within(tuesday).getByText('The end is not after the beginning.')).toBeVisible())
})

test('a new practitioner goes straight on to hours', async () => {
  const studio = new FakeStudio()
  studio.hours['sam-okoye'] = { intervals: [], breaks: [] }
  const { user } = openApp('/practitioners/new', studio)

  await user.type(await screen.findByLabelText('Name'), 'Sam Okoye')
  await user.click(screen.getByRole('button', { name: /Add practitioner/ }))

  expect(await screen.findByRole('dialog', { name: 'Sam Okoye’s week' })).toBeVisible()
})

test('a closure shows what it lies over before it is saved', async () => {
  const studio = aBusyDay(new FakeStudio())
  studio.conflicting = studio.appointments.slice(3, 4)
  const { user } = openApp('/closures/new', studio)

  await user.type(await screen.findByLabelText('First day'), '2027-03-09')
  await user.click(screen.getByRole('button', { name: /Close this time/ }))

  expect(await screen.findByText('It lies over 1 appointment.')).toBeVisible()
  expect(screen.getByText(/1:15.pm, Priya Nair/)).toBeVisible()
  expect(studio.closures).toEqual([])
  await user.click(screen.getByRole('button', { name: /Close it all the same/ }))

  await waitFor(() => expect(studio.closures).toMatchObject([{ first_day: '2027-03-09', last_day: '2027-03-09', starts: null }]))
})

test('a closure without a day asks for the first, which stands for both', async () => {
  const studio = new FakeStudio()
  const answer = studio.answer.bind(studio)
  const errors = ['first_day', 'last_day'].map((name) => ({ pointer: `#/${name}`, code: 'required', detail: 'Give both days.' }))
  studio.answer = (asked) => (asked.path.endsWith('conflicts') ? problem(400, 'invalid', 'Some fields are wrong', { errors }) : answer(asked))
  const { user } = openApp('/closures/new', studio)

  await user.click(await screen.findByRole('button', { name: /Close this time/ }))

  expect(await screen.findByText('One field needs correcting.')).toBeVisible()
  expect(screen.getByLabelText('First day')).toHaveAccessibleDescription('First day: fill this in.')
  expect(screen.getByLabelText(/^Last day/)).toBeValid()
})

test('a closure over nothing is saved at once, and can be removed', async () => {
  const studio = new FakeStudio()
  const { user } = openApp('/closures/new', studio)

  await user.type(await screen.findByLabelText('First day'), '2027-03-26')
  await user.click(screen.getByRole('button', { name: /Close this time/ }))
  await user.click(await screen.findByRole('button', { name: 'Remove the closure Friday 26 March' }))
  await user.click(await screen.findByRole('button', { name: /Remove it/ }))

  await waitFor(() => expect(studio.closures).toEqual([]))
})

test('a closure that lasts to the end of the day says from when', async () => {
  const studio = new FakeStudio()
  studio.closures = [{ id: 1, kind: 'weekly', practitioner: null, weekday: 4, first_day: null, last_day: null, starts: '13:00', ends: '24:00', reason: 'School' }]
  openApp('/closures', studio)

  expect(await screen.findByText(/^From 1:00.pm · Everybody · School$/)).toBeVisible()
})

test('house rules are typed in hours and kept in minutes', async () => {
  const studio = new FakeStudio()
  const { user } = openApp('/settings', studio)

  const notice = await screen.findByLabelText('Book at least this long before')
  await user.clear(notice)
  await user.type(notice, '1.5')
  await user.click(screen.getByRole('button', { name: /Save/ }))

  await waitFor(() => expect(studio.settings.minimum_notice_minutes).toBe(90))
})

test('a daily cap is a whole number, and none is zero', async () => {
  const studio = new FakeStudio()
  const { user } = openApp('/settings', studio)

  const cap = await screen.findByLabelText('Appointments a day per practitioner, at most')
  expect(cap).toHaveValue('0')
  await user.clear(cap)
  await user.type(cap, '6')
  await user.click(screen.getByRole('button', { name: /Save/ }))

  await waitFor(() => expect(studio.settings.daily_cap).toBe(6))
})

test('a number that was cleared is asked for by its name', async () => {
  const studio = new FakeStudio()
  const answer = studio.answer.bind(studio)
  // As the server answers: it takes the empty text for a malformed number, and nothing for a missing one.
  const codeOf = (sent: unknown) => (sent === null ? 'null' : 'invalid')
  studio.answer = (asked) => {
    if (asked.method !== 'PATCH') return answer(asked)
    const { daily_cap, minimum_notice_minutes } = asked.body as Record<string, unknown>
    const errors = Object.entries({ daily_cap, minimum_notice_minutes }).map(([name, sent]) => ({ pointer: `#/${name}`, code: codeOf(sent), detail: 'A valid integer is required.' }))
    return problem(400, 'invalid', 'Some fields are wrong', { errors })
  }
  const { user } = openApp('/settings', studio)
  const cap = await screen.findByLabelText('Appointments a day per practitioner, at most')
  const notice = screen.getByLabelText('Book at least this long before')

  await user.clear(cap)
  await user.clear(notice)
  await user.click(screen.getByRole('button', { name: /Save/ }))

  await waitFor(() => expect(cap).toHaveAccessibleDescription(/Appointments a day per practitioner, at most: fill this in\./))
  expect(notice).toHaveAccessibleDescription('Book at least this long before: fill this in.')
})

test('a daily cap that the studio cannot have is refused beside its field', async () => {
  const studio = new FakeStudio()
  const answer = studio.answer.bind(studio)
  studio.answer = (asked) => (asked.method === 'PATCH' ? invalid('#/daily_cap', 'Choose a number from 0 to 100.') : answer(asked))
  const { user } = openApp('/settings', studio)

  await user.click(await screen.findByRole('button', { name: /Save/ }))

  const cap = await screen.findByLabelText('Appointments a day per practitioner, at most')
  await waitFor(() => expect(cap).toHaveAccessibleDescription(/Choose a number from 0 to 100\./))
})
