import { useQuery } from '@tanstack/react-query'
import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { Button, ButtonLink } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { EmptyState, ListSkeleton, ProblemLine, ProblemNotice } from '../../components/feedback.tsx'
import { toast } from '../../components/toast.tsx'
import { practitionersQuery } from '../../lib/catalogue.ts'
import { useMe } from '../../lib/studio.tsx'
import type { Closure } from '../../lib/types.ts'
import { closuresQuery, useReopen } from './api.ts'
import { useClosureWords } from './closure-words.ts'

export function ClosureList() {
  const { t } = useTranslation()
  const closures = useQuery(closuresQuery)
  const [leaving, setLeaving] = useState<Closure | null>(null)
  if (closures.data?.length === 0) {
    return (
      <EmptyState
        action={
          <ButtonLink to="/closures/new" look="primary">
            {t('closures.new')}
          </ButtonLink>
        }
      >
        {t('closures.none')}
      </EmptyState>
    )
  }
  if (closures.data) {
    return (
      <>
        <ul className="border-t border-ink">
          {closures.data.map((closure) => (
            <Row key={closure.id} closure={closure} onRemove={() => setLeaving(closure)} />
          ))}
        </ul>
        {leaving && <RemoveDialog closure={leaving} onClose={() => setLeaving(null)} />}
      </>
    )
  }
  if (closures.error) return <ProblemNotice error={closures.error} onRetry={closures.refetch} />
  return <ListSkeleton />
}

function Row({ closure, onRemove }: { closure: Closure; onRemove: () => void }) {
  const { t } = useTranslation()
  const me = useMe()
  const { when, time } = useClosureWords(closure)
  const who = useQuery(practitionersQuery).data?.find(({ slug }) => slug === closure.practitioner)?.name
  const mayRemove = me.role === 'owner' || (closure.practitioner !== null && closure.practitioner === me.practitioner)
  return (
    <li className="flex flex-wrap items-center gap-x-6 gap-y-1 border-b border-line py-3">
      <div className="min-w-0 flex-1">
        <p className="font-serif text-name first-letter:uppercase">{when}</p>
        <p className="text-second text-ink-2">
          {[time, closure.practitioner ? (who ?? closure.practitioner) : t('closures.everybody'), closure.reason].filter(Boolean).join(' · ')}
        </p>
      </div>
      {mayRemove && (
        <Button
          aria-label={t('closures.removeNamed', { when })}
          icon={<Trash2 size={19} strokeWidth={1.6} aria-hidden="true" />}
          onClick={onRemove}
        >
          {t('closures.remove')}
        </Button>
      )}
    </li>
  )
}

function RemoveDialog({ closure, onClose }: { closure: Closure; onClose: () => void }) {
  const { t } = useTranslation()
  const { when } = useClosureWords(closure)
  const reopen = useReopen()
  return (
    <Dialog title={t('closures.removeTitle', { when })} onClose={onClose}>
      <p className="pb-5">{t('closures.removeLead')}</p>
      <ProblemLine error={reopen.error} />
      <div className="flex flex-wrap gap-3">
        <Button
          look="destroy"
          className="grow"
          busy={reopen.isPending}
          busyLabel={t('form.saving')}
          onClick={() =>
            reopen.mutate(closure.id, {
              onSuccess: () => {
                toast(t('closures.removed', { when }))
                onClose()
              },
            })
          }
        >
          {t('closures.removeConfirm')}
        </Button>
        <Button className="min-h-13 grow" data-first onClick={onClose}>
          {t('closures.keep')}
        </Button>
      </div>
    </Dialog>
  )
}
