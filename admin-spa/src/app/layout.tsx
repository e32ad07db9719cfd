import { Menu } from 'lucide-react'
import { Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Outlet, useLocation, useNavigation } from 'react-router'

import { IconButton } from '../components/button.tsx'
import { Mark } from '../components/mark.tsx'
import { useStudio } from '../lib/studio.tsx'
import { BottomBar, Drawer, MessagesLink, Sidebar } from './navigation.tsx'
import { OfflineBanner } from './offline.tsx'
import { usePlace } from './place.ts'

export function Layout() {
  const { t } = useTranslation()
  const studio = useStudio()
  const { pathname } = useLocation()
  const [openedAt, setOpenedAt] = useState<string | null>(null)
  const isWaiting = useNavigation().state !== 'idle'
  const openDrawer = () => setOpenedAt(pathname)

  usePlace()

  return (
    <div className="min-h-dvh wide:grid wide:grid-cols-[13.25rem_minmax(0,1fr)]">
      <a
        href="#content"
        className="sr-only focus:not-sr-only focus:fixed focus:top-3 focus:left-3 focus:z-50 focus:rounded-control focus:bg-ink focus:px-4 focus:py-3 focus:text-paper"
        onClick={(event) => {
          event.preventDefault()
          document.getElementById('content')?.focus()
        }}
      >
        {t('nav.skip')}
      </a>
      <header className="flex h-14 items-center justify-between pl-[max(0.625rem,env(safe-area-inset-left))] pr-[max(0.625rem,env(safe-area-inset-right))] pt-[env(safe-area-inset-top)] box-content wide:hidden">
        <IconButton label={t('nav.menu')} onClick={openDrawer}>
          <Menu size={22} strokeWidth={1.6} aria-hidden="true" />
        </IconButton>
        <Mark />
        <span className="sr-only">{studio.name}</span>
        <MessagesLink />
      </header>
      <Sidebar />
      <main
        id="content"
        tabIndex={-1}
        aria-busy={isWaiting}
        className="min-w-0 pr-[env(safe-area-inset-right)] outline-none max-wide:pb-[calc(5rem+env(safe-area-inset-bottom))] max-wide:pl-[env(safe-area-inset-left)]"
      >
        <OfflineBanner />
        <Suspense>
          <Outlet />
        </Suspense>
      </main>
      <BottomBar onMore={openDrawer} />
      {openedAt === pathname && <Drawer onClose={() => setOpenedAt(null)} />}
    </div>
  )
}
