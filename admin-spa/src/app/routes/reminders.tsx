import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { ListSkeleton, ProblemNotice } from '../../components/feedback.tsx'
import { Page } from '../../components/page.tsx'
import { remindersQuery } from '../../features/reminders/api.ts'
import { RemindersForm } from '../../features/reminders/reminders-form.tsx'
import { DeskOnlyScreen } from '../owner-only.tsx'

export function RemindersScreen() {
  const { t } = useTranslation()
  return (
    <DeskOnlyScreen title={t('nav.reminders')}>
      <Reminders />
    </DeskOnlyScreen>
  )
}

function Reminders() {
  const { t } = useTranslation()
  const reminders = useQuery(remindersQuery)
  const [round, setRound] = useState(0)
  return (
    <Page title={t('nav.reminders')} lead={t('reminders.lead')} className="wide:max-w-290">
      {reminders.data && <RemindersForm key={round} reminders={reminders.data} onSaved={() => setRound(round + 1)} />}
      {!reminders.data && reminders.error && <ProblemNotice error={reminders.error} onRetry={reminders.refetch} />}
      {!reminders.data && !reminders.error && <ListSkeleton />}
    </Page>
  )
}
