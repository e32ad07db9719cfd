import { onlineManager } from '@tanstack/react-query'
import { WifiOff } from 'lucide-react'
import { useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'

/** Says that there is no connection, and takes itself back when there is. Lists refresh themselves then. */
export function OfflineBanner() {
  const { t } = useTranslation()
  const isOnline = useSyncExternalStore((listener) => onlineManager.subscribe(listener), () => onlineManager.isOnline())
  return (
    <div role="status">
      {!isOnline && (
        <p className="flex items-start gap-3 bg-warn-wash px-5 py-3 wide:px-6">
          <WifiOff size={20} strokeWidth={1.6} className="mt-0.5 shrink-0 text-warn" aria-hidden="true" />
          <span>
            <strong className="font-strong">{t('problem.offline')}</strong> {t('problem.offlineDetail')}
          </span>
        </p>
      )}
    </div>
  )
}
