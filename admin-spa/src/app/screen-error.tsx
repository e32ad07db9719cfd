import { useTranslation } from 'react-i18next'
import { useRouteError } from 'react-router'

import { ButtonLink } from '../components/button.tsx'
import { EmptyState, ProblemNotice } from '../components/feedback.tsx'
import { Page } from '../components/page.tsx'

/** A screen broke or its code did not arrive. After a new release the old files are gone: loading again helps. */
export function ScreenError() {
  const error = useRouteError()
  const { t } = useTranslation()
  return (
    <main className="mx-auto max-w-2xl pt-10">
      <Page title={t('problem.screen')}>
        <ProblemNotice error={error} onRetry={() => location.reload()} />
      </Page>
    </main>
  )
}

export function NotFound() {
  const { t } = useTranslation()
  return (
    <Page title={t('problem.notFound')}>
      <EmptyState action={<ButtonLink to="/today">{t('nav.today')}</ButtonLink>}>{t('problem.notFoundLead')}</EmptyState>
    </Page>
  )
}
