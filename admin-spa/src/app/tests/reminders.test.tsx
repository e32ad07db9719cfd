import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'

import { aMe } from '../../testing/builders.ts'
import { FakeStudio } from '../../testing/fake-studio.ts'
import { openApp } from '../../testing/render.tsx'

const byMail = async () => within(await screen.findByRole('region', { name: 'To clients, E-mail' }))
const bySms = async () => within(await screen.findByRole('region', { name: 'To clients, SMS' }))

test('reminders are said in words, with what holds for SMS', async () => {
  openApp('/reminders', new FakeStudio())

  expect((await (await byMail()).findAllByRole('listitem')).map(({ textContent }) => textContent)).toEqual(['2 days before', '2 hours before'])
  expect((await bySms()).getByText(/SMS is not set up/)).toBeVisible()
  expect((await bySms()).getByText(/None between 9 pm and 8 am/)).toBeVisible()
})

test('one is added, and holds once it is saved', async () => {
  const studio = new FakeStudio()
  const { user } = openApp('/reminders', studio)
  const mail = await byMail()

  await user.type(mail.getByLabelText('How long'), '1')
  await user.selectOptions(mail.getByLabelText('Unit'), 'days')
  await user.click(mail.getByRole('button', { name: /Add a reminder/ }))
  expect(mail.getByText('1 day before')).toBeVisible()
  expect(studio.outbox.reminders.rules).toHaveLength(2)
  await user.click(screen.getByRole('button', { name: 'Save reminders' }))

  expect(await screen.findByText(/The reminders are saved/)).toBeVisible()
  expect(studio.outbox.reminders.rules).toContainEqual({ audience: 'client', channel: 'email', minutes_before: 1440 })
})

test('what cannot be one is said beside it', async () => {
  const { user } = openApp('/reminders', new FakeStudio())
  const mail = await byMail()

  await user.type(mail.getByLabelText('How long'), '48{Enter}')

  expect(mail.getByText('This one is there already.')).toBeVisible()
})

test('one is removed, taken back, and nothing is saved meanwhile', async () => {
  const studio = new FakeStudio()
  const { user } = openApp('/reminders', studio)
  await user.click((await byMail()).getByRole('button', { name: /Remove “2 hours before”/ }))
  await waitFor(async () => expect((await byMail()).getAllByRole('listitem')).toHaveLength(1))

  await user.click(within(screen.getByRole('region', { name: 'What was done' })).getByRole('button', { name: 'Undo' }))

  await waitFor(async () => expect((await byMail()).getAllByRole('listitem')).toHaveLength(2))
  expect(studio.asked.filter(({ method }) => method === 'PUT')).toEqual([])
})

test('unsaved reminders are not left by mistake', async () => {
  const { user, at } = openApp('/reminders', new FakeStudio())
  await user.click((await byMail()).getByRole('button', { name: /Remove “2 hours before”/ }))

  await user.click(screen.getByRole('link', { name: 'Services' }))

  expect(await screen.findByRole('alertdialog', { name: 'Leave without saving?' })).toBeVisible()
  expect(at()).toBe('/admin/reminders')
})

test('the front desk reads them and changes nothing', async () => {
  const studio = new FakeStudio()
  studio.me = aMe({ role: 'front_desk', practitioner: null })
  openApp('/reminders', studio)

  expect(await screen.findByText('2 days before')).toBeVisible()
  expect(screen.queryByRole('button', { name: /Save|Add|Remove/ })).not.toBeInTheDocument()
})
