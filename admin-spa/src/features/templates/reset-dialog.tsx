import { useTranslation } from 'react-i18next'

import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { ProblemLine } from '../../components/feedback.tsx'
import { toast } from '../../components/toast.tsx'
import type { Template } from '../../lib/types.ts'
import { useResetTemplate } from './api.ts'

/** Asks before the studio's own words are given up, and shows those that come back. */
export function ResetDialog({ template, onClose, onReset }: { template: Template; onClose: () => void; onReset: () => void }) {
  const { t } = useTranslation()
  const reset = useResetTemplate(template)
  return (
    <Dialog alert title={t('templates.resetTitle')} onClose={onClose}>
      <p className="pb-3 font-strong">{t('templates.resetCost')}</p>
      <blockquote lang={template.language} className="mb-5 max-h-60 overflow-y-auto rounded-control bg-mist p-4 text-second wrap-anywhere whitespace-pre-line" tabIndex={0}>
        {template.default.subject_line && <strong className="block pb-2 font-strong">{template.default.subject_line}</strong>}
        {template.default.body}
      </blockquote>
      <ProblemLine error={reset.error} />
      <div className="flex flex-wrap gap-3">
        <Button
          look="destroy"
          className="grow"
          busy={reset.isPending}
          busyLabel={t('form.saving')}
          onClick={() =>
            reset.mutate(undefined, {
              onSuccess: () => {
                toast(t('templates.wasReset'))
                onReset()
              },
            })
          }
        >
          {t('templates.resetConfirm')}
        </Button>
        <Button className="min-h-13 grow" data-first onClick={onClose}>
          {t('templates.keep')}
        </Button>
      </div>
    </Dialog>
  )
}
