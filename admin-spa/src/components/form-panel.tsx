import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

import { Button } from './button.tsx'
import { FormProblem, Restored } from './feedback.tsx'
import { LeaveGuard } from './leave-guard.tsx'
import { Panel } from './panel.tsx'

/** A form over a list: its fields scroll, its button stays, and it is not left by mistake. */
export function FormPanel({
  title,
  lead,
  submitLabel,
  isBusy,
  error,
  form,
  onSubmit,
  onClose,
  children,
}: {
  title: string
  lead?: ReactNode
  submitLabel: string
  isBusy: boolean
  error: unknown
  /** What `useForm` knows of the typing. */
  form: { hasUnsaved: () => boolean; isRestored: boolean }
  onSubmit: () => void
  onClose: () => void
  children: ReactNode
}) {
  const { t } = useTranslation()
  return (
    <Panel
      label={title}
      onClose={onClose}
      onSubmit={onSubmit}
      actions={
        <Button type="submit" look="primary" className="w-full" busy={isBusy} busyLabel={t('form.saving')}>
          {submitLabel}
        </Button>
      }
    >
      <title>{`${title} · Stillpoint`}</title>
      <LeaveGuard hasUnsaved={form.hasUnsaved} />
      <h2 className="pb-2 font-serif text-title">{title}</h2>
      {lead && <p className="text-ink-2">{lead}</p>}
      <div className="grid gap-5 pt-3">
        <FormProblem error={error} />
        {form.isRestored && <Restored />}
        {children}
      </div>
    </Panel>
  )
}
