import type { ReactNode } from 'react'

import { Garden } from '../components/garden.tsx'
import { Mark } from '../components/mark.tsx'

/** The page in front of the app: sign-in and set-up. */
export function Door({ title, notice, children }: { title: string; notice?: string | undefined; children: ReactNode }) {
  return (
    <main className="min-h-dvh wide:grid wide:grid-cols-[minmax(0,1fr)_minmax(26rem,2fr)]">
      <div className="h-44 bg-mist wide:h-dvh" aria-hidden="true">
        <Garden shape="band" className="size-full wide:hidden" />
        <Garden shape="tall" className="hidden size-full wide:block" />
      </div>
      <div className="mx-auto grid w-full max-w-104 content-start gap-6 px-5 pt-8 pb-10 wide:content-center wide:pt-10">
      <title>{`${title} · Stillpoint`}</title>
      <p className="flex items-center gap-3 font-serif text-name font-medium">
        <Mark className="w-11" />
        Stillpoint
      </p>
      <h1 className="font-serif text-title">{title}</h1>
      {notice && (
        <p role="status" className="rounded-control bg-mist p-4">
          {notice}
        </p>
      )}
      {children}
      </div>
    </main>
  )
}
