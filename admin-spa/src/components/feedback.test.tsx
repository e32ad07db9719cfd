import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, onTestFinished, test, vi } from 'vitest'

import { speak } from '../lib/i18n.ts'
import { Problem } from '../lib/problem.ts'
import { FormProblem, ProblemLine, ProblemNotice } from './feedback.tsx'
import { TextField } from './field.tsx'

const of = (status: number, slug: string, more = {}) => ({ type: `/problems/${slug}`, status, title: 'A title', detail: 'A detail.', ...more })

test('a bug says under which name it is in the log', () => {
  render(<ProblemNotice error={new Problem(of(500, 'internal-error', { instance: '/requests/01J9ZK3' }))} />)

  expect(screen.getByText('Reference for help: 01J9ZK3')).toBeVisible()
  expect(screen.queryByText('A detail.')).not.toBeInTheDocument()
})

test.each([
  [40, 'Wait 40 seconds, then try again.'],
  [240, 'Wait 4 minutes, then try again.'],
])('too many requests: %i seconds are told as one waits for them', (seconds, words) => {
  render(<ProblemLine error={new Problem(of(429, 'too-many-requests'), seconds)} />)

  expect(screen.getByText(words)).toBeVisible()
})

test('a server that is busy is asked again by pressing', async () => {
  const again = vi.fn()
  render(<ProblemNotice error={new Problem(of(503, 'busy'))} onRetry={again} />)

  await userEvent.click(screen.getByRole('button', { name: 'Try again' }))

  expect(again).toHaveBeenCalledOnce()
})

test('a refused form names each wrong field and leads to it', async () => {
  const errors = [{ pointer: '#/client/email', code: 'invalid', detail: 'No address.' }]
  const form = (error: unknown) => (
    <>
      <FormProblem error={error} />
      <TextField label="E-mail" name="client/email" />
    </>
  )
  const { rerender } = render(form(null))

  rerender(form(new Problem(of(400, 'invalid', { errors }))))

  expect(screen.getByRole('alert')).toHaveFocus()
  expect(screen.getByText('Nothing you typed is lost.')).toBeVisible()
  await userEvent.click(screen.getByRole('button', { name: 'E-mail' }))
  expect(screen.getByRole('textbox', { name: /E-mail/ })).toHaveFocus()
})

test.each([
  ['en', 'Name', 'Name: fill this in.'],
  ['fr', 'Nom', 'Nom\u00a0: à remplir.'],
] as const)('an empty field is named, above the form and beside it: %s', async (language, label, words) => {
  onTestFinished(() => speak('en'))
  await speak(language)
  const refused = new Problem(of(400, 'invalid', { errors: [{ pointer: '#/name', code: 'blank', detail: 'May not be blank.' }] }))
  const form = (error: Problem | null) => (
    <>
      <FormProblem error={error} />
      <TextField label={label} name="name" error={error?.at('name')} />
    </>
  )
  const { rerender } = render(form(null))

  rerender(form(refused))

  expect(screen.getByRole('button', { name: words })).toBeVisible()
  expect(screen.getByRole('textbox', { name: label })).toHaveAccessibleDescription(words)
})
