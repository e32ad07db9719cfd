import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

import { Button } from './button.tsx'
import { FormProblem } from './feedback.tsx'
import { Panel } from './panel.tsx'

/** A form over a list: its fields scroll, its button stays. */
export function FormPanel({
  title,
  lead,
  submitLabel,
  isBusy,
  error,
  onSubmit,
  onClose,
  second,
  children,
}: {
  title: string
  lead?: ReactNode
  submitLabel: string
  isBusy: boolean
  error: unknown
  onSubmit: () => void
  onClose: () => void
  /** Stands beside the submit button. */
  second?: ReactNode
  children: ReactNode
}) {
  const { t } = useTranslation()
  return (
    <Panel
      label={title}
      onClose={onClose}
      onSubmit={onSubmit}
      actions={
        <div className="flex flex-wrap gap-3">
          <Button type="submit" look="primary" className="grow" busy={isBusy} busyLabel={t('form.saving')}>
            {submitLabel}
          </Button>
          {second}
        </div>
      }
    >
      <h2 className="pb-2 font-serif text-title">{title}</h2>
      {lead && <p className="text-ink-2">{lead}</p>}
      <div className="grid gap-5 pt-3">
        <FormProblem error={error} />
        {children}
      </div>
    </Panel>
  )
}
