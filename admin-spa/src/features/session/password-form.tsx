import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { Button } from '../../components/button.tsx'
import { FormProblem } from '../../components/feedback.tsx'
import { TextField } from '../../components/field.tsx'
import { isProblem } from '../../lib/problem.ts'
import { changePassword } from './api.ts'

/** A new password. It ends every session of this person, this one too. */
export function PasswordForm({ email }: { email: string }) {
  const { t } = useTranslation()
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const change = useMutation({ mutationFn: changePassword })
  const problem = isProblem(change.error) ? change.error : null
  return (
    <form
      noValidate
      className="grid max-w-104 gap-5"
      onSubmit={(event) => {
        event.preventDefault()
        change.mutate({ current_password: current, new_password: next })
      }}
    >
      <FormProblem error={change.error} />
      {/* Lets a password manager know whose password this is. */}
      <input type="email" autoComplete="username" value={email} readOnly hidden />
      <TextField
        label={t('account.currentPassword')}
        type="password"
        autoComplete="current-password"
        value={current}
        onChange={(event) => setCurrent(event.target.value)}
        error={problem?.at('current_password')}
      />
      <TextField
        label={t('session.newPassword')}
        hint={t('session.passwordHint')}
        type="password"
        autoComplete="new-password"
        value={next}
        onChange={(event) => setNext(event.target.value)}
        error={problem?.at('new_password')}
      />
      <p className="text-second text-ink-2">{t('account.signsOut')}</p>
      <Button type="submit" className="min-h-13 justify-self-start" busy={change.isPending} busyLabel={t('form.saving')}>
        {t('account.changePassword')}
      </Button>
    </form>
  )
}
