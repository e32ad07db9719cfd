import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { Button } from '../../components/button.tsx'
import { FormProblem, Restored } from '../../components/feedback.tsx'
import { TextArea, TextField } from '../../components/field.tsx'
import { LeaveGuard } from '../../components/leave-guard.tsx'
import { toast } from '../../components/toast.tsx'
import { useForm } from '../../lib/form.ts'
import { isProblem, type Wrong } from '../../lib/problem.ts'
import { useMe } from '../../lib/studio.tsx'
import type { Template } from '../../lib/types.ts'
import { useSaveTemplate, type Words } from './api.ts'
import { Placeholders } from './placeholders.tsx'
import { ResetDialog } from './reset-dialog.tsx'
import { TemplatePreview, usePreview } from './template-preview.tsx'

type Field = keyof Words

/** The words of one message, beside how they read. Owners write them; the front desk reads. */
export function TemplateEditor({ template, onSaved }: { template: Template; onSaved: () => void }) {
  const { t } = useTranslation()
  const mayEdit = useMe().role === 'owner'
  const save = useSaveTemplate(template)
  const { event, channel, language } = template
  const [isSaid, setSaid] = useState(false)
  // A draft belongs to the words it changes: saved, they are others.
  const start: Words = { subject_line: template.subject_line, body: template.body }
  const form = useForm<Words>(`template ${event} ${channel} ${language} ${JSON.stringify(start)}`, start, null)
  const { values, set } = form
  const { preview, error, refused } = usePreview(template, values)
  const insertion = useInsertion(values, set)
  const [isResetting, setResetting] = useState(false)

  // Until something is typed what saving was refused for stands beside its field; then what the preview finds.
  const saved = isSaid && isProblem(save.error) ? save.error : null
  const errorAt = (name: Field): Wrong | undefined => (saved ?? refused)?.at(name)
  const wired = (name: Field) => ({
    ...form.field(name),
    ...insertion.wire(name),
    readOnly: !mayEdit,
    lang: language,
    onChange: (typed: Parameters<ReturnType<typeof form.field>['onChange']>[0]) => {
      setSaid(false)
      form.field(name).onChange(typed)
    },
  })

  return (
    <form
      noValidate
      className="grid items-start gap-x-12 gap-y-10 full:grid-cols-[minmax(0,1fr)_24.375rem]"
      onSubmit={(submitted) => {
        submitted.preventDefault()
        setSaid(true)
        save.mutate(values, {
          onSuccess: () => {
            form.settle()
            toast(t('templates.saved'))
            onSaved()
          },
        })
      }}
    >
      <LeaveGuard hasUnsaved={form.hasUnsaved} />
      <div className="grid min-w-0 gap-5">
        <FormProblem error={saved ?? (isProblem(save.error) ? null : save.error)} />
        {form.isRestored && <Restored />}
        {!mayEdit && <p className="rounded-control bg-mist p-4">{t('templates.readOnly')}</p>}
        {channel === 'email' && <TextField label={t('templates.subject')} maxLength={150} {...wired('subject_line')} error={errorAt('subject_line')} />}
        <TextArea
          label={t('templates.body')}
          hint={t(`templates.bodyHint.${template.channel}`)}
          rows={channel === 'sms' ? 4 : 6}
          maxLength={channel === 'sms' ? 800 : 2000}
          {...wired('body')}
          error={errorAt('body')}
        />
        {mayEdit && <Placeholders all={template.placeholders} onInsert={insertion.insert} />}
      </div>
      <div className="full:sticky full:top-6">
        <TemplatePreview channel={channel} preview={preview} error={error} />
      </div>
      {mayEdit && (
        <div
          data-actions=""
          className="sticky bottom-0 z-10 col-span-full -mx-5 flex flex-wrap gap-3 border-t border-line bg-paper px-5 py-3 max-wide:bottom-[calc(4rem+env(safe-area-inset-bottom))] wide:mx-0 wide:px-0 low:static"
        >
          <Button type="submit" look="primary" className="px-8 max-sm:grow" busy={save.isPending} busyLabel={t('form.saving')}>
            {t('action.save')}
          </Button>
          {template.is_edited && (
            <Button look="danger" className="min-h-13" aria-haspopup="dialog" onClick={() => setResetting(true)}>
              {t('templates.reset')}
            </Button>
          )}
        </div>
      )}
      {isResetting && (
        <ResetDialog
          template={template}
          onClose={() => setResetting(false)}
          onReset={() => {
            form.settle()
            onSaved()
          }}
        />
      )}
    </form>
  )
}

/** Writes a placeholder where the cursor was last, and leaves the cursor behind it. */
function useInsertion(values: Words, set: (changed: Partial<Words>) => void) {
  const last = useRef<{ field: Field; element: HTMLInputElement | HTMLTextAreaElement } | null>(null)
  const wire = (field: Field) => ({
    onFocus: ({ currentTarget: element }: { currentTarget: HTMLInputElement | HTMLTextAreaElement }) => {
      last.current = { field, element }
    },
  })
  const insert = (name: string) => {
    const field = last.current?.field ?? 'body'
    const element = last.current?.element ?? document.querySelector<HTMLTextAreaElement>('textarea[name=body]')
    if (!element) return
    const text = values[field]
    const start = last.current ? (element.selectionStart ?? text.length) : text.length
    const end = last.current ? (element.selectionEnd ?? start) : start
    const written = `{${name}}`
    set({ [field]: text.slice(0, start) + written + text.slice(end) })
    element.focus()
    // After React has written the new text, which puts the cursor at its end.
    requestAnimationFrame(() => element.setSelectionRange(start + written.length, start + written.length))
  }
  return { wire, insert }
}
