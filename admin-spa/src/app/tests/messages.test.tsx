import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'

import { aMe } from '../../testing/builders.ts'
import { aFailure, aMessage } from '../../testing/fake-outbox.ts'
import { aBusyDay, FakeStudio, problem } from '../../testing/fake-studio.ts'
import { onPhone, openApp } from '../../testing/render.tsx'

function studioWith(...messages: ReturnType<typeof aMessage>[]): FakeStudio {
  const studio = aBusyDay(new FakeStudio())
  studio.outbox.messages = messages
  return studio
}

const full = () => studioWith(aMessage(), aFailure(), aFailure({ channel: 'email', address: 'tom@example.con', created_at: '2027-03-08T09:00:00-07:00' }))
const table = () => screen.findByRole('table', { name: 'Messages' })

test('the ledger says who was written to, by what, and what became of it', async () => {
  openApp('/messages', full())

  const row = (await within(await table()).findByRole('link', { name: 'Priya Nair' })).closest('tr')
  expect(row).toHaveTextContent('ConfirmationE-mail')
  expect(row).toHaveTextContent('Delivered')
  expect(within(await table()).getAllByText('Not delivered')).toHaveLength(2)
})

test('a filter goes into the address and into the request', async () => {
  const studio = full()
  const { user, at } = openApp('/messages', studio)
  await table()

  await user.selectOptions(screen.getByLabelText('Channel'), 'SMS')

  await waitFor(async () => expect(within(await table()).getAllByRole('link')).toHaveLength(1))
  expect(at()).toBe('/admin/messages?channel=sms')
  await user.click(screen.getByRole('button', { name: 'Remove the filter SMS' }))
  await waitFor(async () => expect(within(await table()).getAllByRole('link')).toHaveLength(3))
})

test('searching waits for the typing to rest and leaves no steps to go back through', async () => {
  const studio = full()
  const { user, at, router } = openApp('/messages', studio)
  await table()

  await user.type(screen.getByLabelText('Search'), 'priya')

  await waitFor(() => expect(at()).toBe('/admin/messages?q=priya'))
  await waitFor(async () => expect(within(await table()).getAllByRole('link')).toHaveLength(1))
  expect(studio.asked.filter(({ path, query }) => path === 'staff/messages' && query.has('q'))).toHaveLength(1)
  expect(router.state.historyAction).toBe('REPLACE')
})

test('people who were not reached come first, and one press writes to all of them again', async () => {
  const studio = full()
  const { user } = openApp('/messages', studio)
  const banner = await screen.findByRole('region', { name: '1 client not reached' })
  expect(within(banner).getByText('2 messages could not be delivered.')).toBeVisible()

  await user.click(within(banner).getByRole('button', { name: 'Send all again' }))

  expect(await screen.findByText('2 messages go out again.')).toBeVisible()
  await waitFor(() => expect(screen.queryByRole('region', { name: '1 client not reached' })).not.toBeInTheDocument())
})

test('a practitioner who was not reached is said apart from clients, with the way to what failed', async () => {
  const toMaren = () => aFailure({ event: 'practitioner-booked', audience: 'practitioner', channel: 'email', recipient: 'Maren Holt', address: '' })
  const { user, at } = openApp('/today', studioWith(aMessage(), toMaren(), toMaren()))
  const banner = await screen.findByRole('region', { name: '1 practitioner not reached' })
  expect(screen.queryByRole('region', { name: /client/ })).not.toBeInTheDocument()

  await user.click(within(banner).getByRole('link', { name: 'See failed messages' }))

  expect(at()).toBe('/admin/messages?status=failed')
  await waitFor(() => expect(screen.queryByRole('link', { name: 'See failed messages' })).not.toBeInTheDocument())
  expect(screen.getByRole('region', { name: '1 practitioner not reached' })).toBeVisible()
})

test('a refusal to send all again stands beside its button', async () => {
  const studio = full()
  const answer = studio.answer.bind(studio)
  studio.answer = (asked) => (asked.path === 'staff/messages/unreached/resend' ? problem(409, 'conflict', 'Somebody is at it already.') : answer(asked))
  const { user } = openApp('/messages', studio)

  await user.click(await screen.findByRole('button', { name: 'Send all again' }))

  expect(await within(screen.getByRole('region', { name: '1 client not reached' })).findByText('Somebody is at it already.')).toBeVisible()
})

test('one message says in words what became of it, what it said, and what was tried', async () => {
  const studio = full()
  openApp(`/messages/${studio.outbox.messages[1]?.key}`, studio)

  const panel = within(await screen.findByRole('dialog', { name: 'Message to Tom Beaulieu' }))
  expect(panel.getByText('Could not be delivered: the number does not exist')).toBeVisible()
  expect(panel.getByText(/tomorrow 10:30 am, Deep tissue/)).toBeVisible()
  expect(panel.getByText('54 characters, 1 segment')).toBeVisible()
  expect(panel.getByText('Twilio refused it')).toBeVisible()
  expect(panel.getByRole('link', { name: /Appointment M3VD/ })).toHaveAttribute('href', '/admin/appointments/M3VD8H99?from=')
})

test('an e-mail is shown as a page that runs nothing, and as plain text', async () => {
  const studio = full()
  const { user } = openApp(`/messages/${studio.outbox.messages[0]?.key}`, studio)

  const frame = await screen.findByTitle('E-mail: Booked: Thu 11 March, 4:30 pm')
  expect(frame).toHaveAttribute('sandbox', 'allow-same-origin')
  await user.click(screen.getByText('As plain text'))
  expect(screen.getByText('Hello Priya, see you on Thursday.')).toBeVisible()
})

test('sent again it is followed to the new message, and the old one needs nothing more', async () => {
  const studio = full()
  const old = studio.outbox.messages[2]
  const { user, at } = openApp(`/messages/${old?.key}?channel=email`, studio)

  await user.click(await screen.findByRole('button', { name: 'Send again' }))

  expect(await screen.findByText('The message to Tom Beaulieu goes out again.')).toBeVisible()
  await waitFor(() => expect(at()).toBe(`/admin/messages/again-${old?.key}?channel=email`))
  expect(old?.settled_at).toBeTruthy()
  expect(await screen.findByRole('link', { name: 'The message this one repeats' })).toBeVisible()
})

test('sent elsewhere it goes to the address that was typed, and a wrong one is named at its field', async () => {
  const studio = full()
  const old = studio.outbox.messages[2]
  const { user } = openApp(`/messages/${old?.key}`, studio)
  await user.click(await screen.findByRole('button', { name: 'To another address…' }))
  const field = await screen.findByLabelText('E-mail')
  expect(field).toHaveValue('tom@example.con')

  await user.clear(field)
  await user.click(screen.getByRole('button', { name: 'Send' }))
  expect(await screen.findByText('E-mail: fill this in.')).toBeVisible()
  await user.type(field, 'tom')
  await user.click(screen.getByRole('button', { name: 'Send' }))
  expect(await screen.findByText('Write a whole address.')).toBeVisible()
  expect(field).toBeInvalid()
  await user.type(field, '@example.com')
  await user.click(screen.getByRole('button', { name: 'Send' }))

  expect(await screen.findByText('The message goes out to tom@example.com.')).toBeVisible()
  expect(studio.outbox.messages.at(-1)?.address).toBe('tom@example.com')
})

test('put aside it needs nothing more and is not sent', async () => {
  const studio = full()
  const { user } = openApp(`/messages/${studio.outbox.messages[1]?.key}`, studio)

  await user.click(await screen.findByRole('button', { name: 'Put aside' }))

  expect(await screen.findByText('The message to Tom Beaulieu is put aside.')).toBeVisible()
  expect(await screen.findByText('Could not be delivered, and was put aside')).toBeVisible()
  expect(screen.queryByRole('button', { name: 'Put aside' })).not.toBeInTheDocument()
  expect(studio.outbox.messages).toHaveLength(3)
})

test('what waits cannot be sent again, and says when it goes out and what it would say', async () => {
  const due = '2027-03-10T10:00:00-07:00'
  const studio = studioWith(aMessage({ status: 'waiting', due_at: due, next_attempt_at: due, attempts: [], notices: [], tries: 0 }))
  openApp(`/messages/${studio.outbox.messages[0]?.key}`, studio)

  const panel = within(await screen.findByRole('dialog', { name: 'Message to Priya Nair' }))
  expect(panel.getByText(/Goes out Wed 10 Mar, 10:00.am/)).toBeVisible()
  expect(panel.getByText('What it would say now')).toBeVisible()
  expect(panel.queryByRole('button', { name: 'Send again' })).not.toBeInTheDocument()
})

test('a number that wrote STOP is not written to again', async () => {
  const studio = studioWith(aFailure({ failure: 'stopped' }))
  openApp(`/messages/${studio.outbox.messages[0]?.key}`, studio)

  expect(await screen.findByText('Not sent: this number wrote STOP')).toBeVisible()
  expect(screen.getByRole('button', { name: 'To another number…' })).toBeVisible()
  expect(screen.queryByRole('button', { name: 'Send again' })).not.toBeInTheDocument()
})

test('an appointment shows what was written about it', async () => {
  const studio = aBusyDay(new FakeStudio())
  const reference = studio.appointments[3]?.reference ?? ''
  studio.outbox.messages = [aMessage({ reference }), aMessage({ recipient: 'Somebody else' })]
  openApp(`/appointments/${reference}`, studio)

  const panel = within(await screen.findByRole('dialog', { name: 'Appointment of Priya Nair' }))
  expect(await panel.findByRole('link', { name: 'Confirmation, by e-mail, to Priya Nair' })).toHaveAttribute(
    'href',
    `/admin/messages/${studio.outbox.messages[0]?.key}?reference=${reference}`,
  )
  expect(panel.queryByText(/Somebody else/)).not.toBeInTheDocument()
})

test('today says who was not reached, what waits and what stands still', async () => {
  const studio = full()
  studio.outbox.late = { late_messages: 2, late_jobs: [{ job: 'send_due_messages', every_minutes: 1, last_started_at: '2027-03-09T10:02:00-07:00' }] }
  const { user } = openApp('/today', studio)

  expect(await screen.findByRole('region', { name: '2 messages wait unsent' })).toBeVisible()
  expect(screen.getByText(/Sending messages: last 10:02.am/)).toBeVisible()
  const banner = screen.getByRole('region', { name: '1 client not reached' })
  expect(within(banner).getByRole('link', { name: 'See who' })).toHaveAttribute('href', '/admin/messages?unreached=1')
  await user.click(within(banner).getByRole('button', { name: 'Send all again' }))

  await waitFor(() => expect(banner).not.toBeInTheDocument())
  expect(screen.getByRole('region', { name: '2 messages wait unsent' })).toBeVisible()
})

test('practitioners are neither shown messages nor asked about them', async () => {
  const studio = full()
  studio.me = aMe({ role: 'practitioner', practitioner: 'anouk' })
  openApp('/messages', studio)

  expect(await screen.findByText(/Messages are for the owner and the front desk/)).toBeVisible()
  expect(screen.queryByRole('link', { name: /Messages/ })).not.toBeInTheDocument()
  expect(studio.asked.filter(({ path }) => /messages|attention|reminders/.test(path))).toEqual([])
})

test('on a phone the same rows are cards, and the bar says that somebody was not reached', async () => {
  onPhone()
  openApp('/messages', full())

  expect(await screen.findByRole('link', { name: 'Priya Nair' })).toBeVisible()
  expect(screen.queryByRole('table')).not.toBeInTheDocument()
  expect(await screen.findByRole('link', { name: 'Messages, 1 client not reached' })).toBeVisible()
})
