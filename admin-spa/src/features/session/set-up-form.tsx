import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { Button } from '../../components/button.tsx'
import { FormProblem, ListSkeleton, ProblemNotice } from '../../components/feedback.tsx'
import { TextField } from '../../components/field.tsx'
import { isProblem } from '../../lib/problem.ts'
import { readSetUpLink, setUp } from './api.ts'

/** The page behind a one-time link: choose a password, and be signed in. */
export function SetUpForm({ linkKey, onSignedIn }: { linkKey: string; onSignedIn: () => void }) {
  const { t } = useTranslation()
  const [password, setPassword] = useState('')
  const link = useQuery({ queryKey: ['set-up', linkKey], queryFn: () => readSetUpLink(linkKey), gcTime: 0 })
  const choice = useMutation({ mutationFn: setUp, onSuccess: onSignedIn })
  const problem = isProblem(choice.error) ? choice.error : null

  if (isProblem(link.error) && link.error.status === 400) return <p className="text-lead">{t('session.linkDead')}</p>
  if (link.error) return <ProblemNotice error={link.error} onRetry={link.refetch} />
  if (!link.data) return <ListSkeleton rows={2} />
  if (problem?.at('key')) return <p className="text-lead">{t('session.linkDead')}</p>

  return (
    <form
      noValidate
      className="grid gap-5"
      onSubmit={(event) => {
        event.preventDefault()
        choice.mutate({ key: linkKey, password })
      }}
    >
      <p className="text-lead text-ink-2">{t('session.setUpLead', { name: link.data.name || link.data.email })}</p>
      <FormProblem error={choice.error} />
      {/* Lets a password manager keep the address with the password. */}
      <input type="email" name="email" autoComplete="username" value={link.data.email} readOnly hidden />
      <TextField
        label={t('session.newPassword')}
        hint={t('session.passwordHint')}
        type="password"
        name="new-password"
        autoComplete="new-password"
        value={password}
        onChange={(event) => setPassword(event.target.value)}
        error={problem?.at('password')}
      />
      <Button type="submit" look="primary" busy={choice.isPending} busyLabel={t('form.saving')}>
        {t('session.setUp')}
      </Button>
    </form>
  )
}
