import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'

import { ListSkeleton, ProblemNotice } from '../../components/feedback.tsx'
import { Page } from '../../components/page.tsx'
import { settingsQuery } from '../../features/studio/api.ts'
import { StudioForm } from '../../features/studio/studio-form.tsx'
import { OwnerOnlyScreen } from '../owner-only.tsx'

export function StudioScreen() {
  const { t } = useTranslation()
  return (
    <OwnerOnlyScreen title={t('nav.settings')}>
      <Settings />
    </OwnerOnlyScreen>
  )
}

function Settings() {
  const { t } = useTranslation()
  const settings = useQuery(settingsQuery)
  return (
    <Page title={t('nav.settings')}>
      {settings.data && <StudioForm settings={settings.data} />}
      {!settings.data && settings.error && <ProblemNotice error={settings.error} onRetry={settings.refetch} />}
      {!settings.data && !settings.error && <ListSkeleton />}
    </Page>
  )
}
