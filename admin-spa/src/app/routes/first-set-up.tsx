import { useTranslation } from 'react-i18next'

import { Button } from '../../components/button.tsx'
import { Mark } from '../../components/mark.tsx'
import { signOut } from '../../features/session/api.ts'
import { StudioForm } from '../../features/studio/studio-form.tsx'
import { useMe } from '../../lib/studio.tsx'

/** An empty installation: before anything else, the studio itself. */
export function FirstSetUp() {
  const { t } = useTranslation()
  const { role } = useMe()
  return (
    <main className="mx-auto grid max-w-176 gap-6 px-5 py-10">
      <title>{`${t('studio.setUpTitle')} · Stillpoint`}</title>
      <p className="flex items-center justify-between">
        <Mark className="w-11" />
        <Button look="worded" onClick={() => void signOut('chosen')}>
          {t('session.signOut')}
        </Button>
      </p>
      <h1 className="font-serif text-title">{t('studio.setUpTitle')}</h1>
      <p className="text-lead text-ink-2">{role === 'owner' ? t('studio.setUpLead') : t('studio.notSetUp')}</p>
      {role === 'owner' && <StudioForm settings={null} />}
    </main>
  )
}
