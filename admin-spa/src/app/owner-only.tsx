import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

import { ButtonLink } from '../components/button.tsx'
import { EmptyState } from '../components/feedback.tsx'
import { Page } from '../components/page.tsx'
import { Panel } from '../components/panel.tsx'
import { useMe } from '../lib/studio.tsx'

/** A screen that changes the studio. The API refuses others, so they are told here, before they type anything. */
export function OwnerOnlyScreen({ title, children }: { title: string; children: ReactNode }) {
  const { t } = useTranslation()
  if (useMe().role === 'owner') return children
  return (
    <Page title={title}>
      <EmptyState action={<ButtonLink to="/today">{t('nav.today')}</ButtonLink>}>{t('role.ownerOnly')}</EmptyState>
    </Page>
  )
}

/** The same for a panel over a list that everybody may read. */
export function OwnerOnlyPanel({ onClose, children }: { onClose: () => void; children: ReactNode }) {
  const { t } = useTranslation()
  if (useMe().role === 'owner') return children
  return (
    <Panel label={t('role.ownerOnlyTitle')} onClose={onClose}>
      <h2 className="font-serif text-title">{t('role.ownerOnlyTitle')}</h2>
      <p className="pt-3 text-ink-2">{t('role.ownerOnly')}</p>
    </Panel>
  )
}

/** A screen of the owner and the front desk. */
export function DeskOnlyScreen({ title, children }: { title: string; children: ReactNode }) {
  const { t } = useTranslation()
  if (useMe().role !== 'practitioner') return children
  return (
    <Page title={title}>
      <EmptyState action={<ButtonLink to="/today">{t('nav.today')}</ButtonLink>}>{t('role.deskOnly')}</EmptyState>
    </Page>
  )
}
