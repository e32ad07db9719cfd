import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'

const TONES = { danger: ['bg-danger-wash', 'text-danger'], warn: ['bg-warn-wash', 'text-warn'] } as const

/** Something that wants an answer, over the whole width: the fact, what it means, what to do. It stays until that is done. */
export function Banner({ tone, Icon, fact, actions, children }: { tone: keyof typeof TONES; Icon: LucideIcon; fact: string; actions?: ReactNode; children?: ReactNode }) {
  const [wash, colour] = TONES[tone]
  return (
    <section aria-label={fact} className={`-mx-5 flex flex-wrap items-center gap-x-6 gap-y-3 px-5 py-4 wide:mx-0 wide:rounded-control wide:px-4 ${wash}`}>
      <div className="flex min-w-60 flex-1 items-start gap-3">
        <Icon size={22} strokeWidth={1.6} className={`mt-0.5 shrink-0 ${colour}`} aria-hidden="true" />
        <div className="min-w-0">
          <p className="font-strong">{fact}</p>
          {children}
        </div>
      </div>
      {actions && <div className="flex flex-wrap items-center gap-x-5 gap-y-2 max-sm:pl-8.5">{actions}</div>}
    </section>
  )
}
