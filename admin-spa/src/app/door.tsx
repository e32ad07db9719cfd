import type { ReactNode } from 'react'

import { Mark } from '../components/mark.tsx'

/** The page in front of the app: sign-in and set-up. */
export function Door({ title, notice, children }: { title: string; notice?: string | undefined; children: ReactNode }) {
  return (
    <main className="mx-auto grid min-h-dvh max-w-104 content-start gap-6 px-5 pt-[12dvh] pb-10">
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
    </main>
  )
}
