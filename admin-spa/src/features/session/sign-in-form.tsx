import { useMutation } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { Button } from '../../components/button.tsx'
import { FormProblem } from '../../components/feedback.tsx'
import { TextField } from '../../components/field.tsx'
import { isProblem, Problem } from '../../lib/problem.ts'
import { signIn } from './api.ts'

export function SignInForm({ onSignedIn }: { onSignedIn: () => void }) {
  const { t } = useTranslation()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const entry = useMutation({ mutationFn: signIn, onSuccess: onSignedIn })
  // Which of the two is wrong is not said, so neither field is marked. Kept as one object: the summary takes focus with each new one.
  const error = useMemo(() => {
    if (!isProblem(entry.error, 'email-password-mismatch')) return entry.error
    return new Problem({ type: '/problems/email-password-mismatch', status: entry.error.status, title: t('session.refused') })
  }, [entry.error, t])
  const problem = isProblem(error) ? error : null

  return (
    <form
      noValidate
      className="grid gap-5"
      onSubmit={(event) => {
        event.preventDefault()
        entry.mutate({ email: email.trim(), password })
      }}
    >
      <FormProblem error={error} />
      <TextField
        label={t('field.email')}
        type="email"
        name="email"
        autoComplete="username"
        autoFocus
        value={email}
        onChange={(event) => setEmail(event.target.value)}
        error={problem?.at('email')}
      />
      <TextField
        label={t('field.password')}
        type="password"
        name="password"
        autoComplete="current-password"
        value={password}
        onChange={(event) => setPassword(event.target.value)}
        error={problem?.at('password')}
      />
      <Button type="submit" look="primary" busy={entry.isPending} busyLabel={t('session.signingIn')}>
        {t('session.signIn')}
      </Button>
    </form>
  )
}
