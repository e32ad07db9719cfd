import { useTranslation } from 'react-i18next'

import { Panel } from '../components/panel.tsx'

export function Missing({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Panel label={t('problem.notFound')} onClose={onClose}>
      <h2 className="font-serif text-title">{t('problem.notFound')}</h2>
      <p className="pt-3 text-ink-2">{t('problem.gone')}</p>
    </Panel>
  )
}
