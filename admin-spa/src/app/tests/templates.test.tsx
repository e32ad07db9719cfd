import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'

import { aMe } from '../../testing/builders.ts'
import { FakeStudio } from '../../testing/fake-studio.ts'
import { openApp } from '../../testing/render.tsx'

const EDITOR = '/message-templates/booking-confirmed/email/en'
const body = () => screen.findByLabelText<HTMLTextAreaElement>('Text')
const frame = () => screen.findAllByTitle<HTMLIFrameElement>('Preview of the e-mail')

test('templates are listed by whom they go to, and the studio’s own words are marked', async () => {
  const studio = new FakeStudio()
  Object.assign(studio.outbox.templates[0] ?? {}, { is_edited: true })
  const { user, at } = openApp('/message-templates', studio)

  expect(await screen.findByRole('heading', { name: 'To clients' })).toBeVisible()
  expect(screen.getByRole('link', { name: 'Confirmation' }).closest('li')).toHaveTextContent('Your words')
  expect(within(screen.getByRole('main')).getByRole('link', { name: 'New booking' }).closest('li')).not.toHaveTextContent('Your words')
  await user.click(within(screen.getByRole('navigation', { name: 'Channel' })).getByRole('link', { name: 'SMS' }))

  expect(at()).toBe('/admin/message-templates?channel=sms&language=en')
  expect(await screen.findByText('{studio_name}: {short_date_and_time}')).toBeVisible()
})

test('what is typed is previewed on a booking once the typing rests', async () => {
  const studio = new FakeStudio()
  const { user } = openApp(EDITOR, studio)
  const before = (await frame())[0]?.src

  await user.type(await body(), ' Bring nothing.')

  await waitFor(async () => expect((await frame()).map(({ src }) => src)).not.toEqual([before]))
  expect(screen.getByRole('link', { name: /On the booking M3VD/ })).toBeVisible()
  expect(studio.asked.filter(({ path }) => path.endsWith('/preview'))).toHaveLength(2)
})

test('a placeholder goes where the cursor was', async () => {
  const { user } = openApp(EDITOR, new FakeStudio())
  const field = await body()
  await user.clear(field)
  await user.type(field, 'Dear ,')
  field.setSelectionRange(5, 5)

  await user.click(screen.getByRole('button', { name: /\{client_first_name\}/ }))

  expect(field).toHaveValue('Dear {client_first_name},')
  await waitFor(() => expect([document.activeElement, field.selectionStart]).toEqual([field, 24]))
})

test('an unknown placeholder is named at its field and nothing is saved', async () => {
  const studio = new FakeStudio()
  const { user } = openApp(EDITOR, studio)
  await frame()
  await user.type(await body(), '{{nickname}')

  await user.click(screen.getByRole('button', { name: 'Save' }))

  expect(await screen.findAllByText('There is no placeholder {nickname}.')).not.toHaveLength(0)
  expect(await body()).toBeInvalid()
  expect(await frame()).toHaveLength(1)
  expect(studio.outbox.templates[0]?.is_edited).toBe(false)
})

test('saved words stay, and leaving them loses nothing', async () => {
  const studio = new FakeStudio()
  const { user, at } = openApp(EDITOR, studio)
  await user.type(await body(), ' Bring nothing.')

  await user.click(screen.getByRole('button', { name: 'Save' }))

  expect(await screen.findByText('The template is saved.')).toBeVisible()
  expect(await body()).toHaveValue('Hello {client_first_name},\nyour {service} is booked. Bring nothing.')
  expect(screen.queryByText(/What you typed before is back/)).not.toBeInTheDocument()
  await user.click(screen.getByRole('link', { name: 'All templates' }))
  await waitFor(() => expect(at()).toBe('/admin/message-templates?channel=email&language=en'))
})

test('typed words are not left by mistake, for another language neither', async () => {
  const { user, at } = openApp(EDITOR, new FakeStudio())
  await user.type(await body(), ' More.')

  await user.click(screen.getByRole('link', { name: 'Français' }))
  await user.click(await screen.findByRole('button', { name: 'Keep typing' }))
  expect(at()).toBe(`/admin${EDITOR}`)
  await user.click(screen.getByRole('link', { name: 'Français' }))
  await user.click(await screen.findByRole('button', { name: 'Leave' }))

  await waitFor(() => expect(at()).toBe('/admin/message-templates/booking-confirmed/email/fr'))
  await waitFor(() => expect(screen.getByLabelText('Subject')).toHaveValue('Réservé : {short_date_and_time}'))
})

test('the studio’s words are given up only after one has seen what comes back', async () => {
  const studio = new FakeStudio()
  Object.assign(studio.outbox.templates[0] ?? {}, { is_edited: true, body: 'Ours.' })
  const { user } = openApp(EDITOR, studio)

  await user.click(await screen.findByRole('button', { name: 'Back to the first words…' }))
  const dialog = await screen.findByRole('alertdialog', { name: 'Give up your words?' })
  expect(dialog).toHaveTextContent('your {service} is booked.')
  await user.click(within(dialog).getByRole('button', { name: 'Give up my words' }))

  await waitFor(async () => expect(await body()).toHaveValue('Hello {client_first_name},\nyour {service} is booked.'))
  expect(screen.queryByRole('button', { name: 'Back to the first words…' })).not.toBeInTheDocument()
})

test('an SMS says how long it is', async () => {
  openApp('/message-templates/booking-confirmed/sms/en', new FakeStudio())

  expect(await screen.findByText('36 characters, 1 segment')).toBeVisible()
  expect(screen.queryByLabelText('Subject')).not.toBeInTheDocument()
})

test('the front desk reads the words and changes nothing', async () => {
  const studio = new FakeStudio()
  studio.me = aMe({ role: 'front_desk', practitioner: null })
  openApp(EDITOR, studio)

  expect(await body()).toHaveAttribute('readonly')
  expect(screen.getByText('Only the owner of the studio can change these words.')).toBeVisible()
  expect(screen.queryByRole('button', { name: 'Save' })).not.toBeInTheDocument()
})
