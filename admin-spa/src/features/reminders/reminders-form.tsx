import { X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'

import { Button, IconButton } from '../../components/button.tsx'
import { FieldError } from '../../components/field.tsx'
import { FormProblem, Restored } from '../../components/feedback.tsx'
import { LeaveGuard } from '../../components/leave-guard.tsx'
import { dropToast, toast } from '../../components/toast.tsx'
import { useForm } from '../../lib/form.ts'
import { AUDIENCES, useMessageWords, type Audience, type Channel } from '../../lib/message-words.ts'
import { isProblem } from '../../lib/problem.ts'
import { useMe } from '../../lib/studio.tsx'
import type { Reminders, ReminderRule } from '../../lib/types.ts'
import { AddOffset } from './add-offset.tsx'
import { useSaveReminders } from './api.ts'
import { inUnits } from './offsets.ts'

/** By which channels each can be reminded: practitioners read theirs as e-mails. */
const WAYS: Record<Audience, readonly Channel[]> = { client: ['email', 'sms'], practitioner: ['email'] }
const REMOVED = 'reminder removed'

/** When clients and practitioners are reminded, by which channel. Nothing holds until it is saved. */
export function RemindersForm({ reminders, onSaved }: { reminders: Reminders; onSaved: () => void }) {
  const { t } = useTranslation()
  const words = useMessageWords()
  const mayEdit = useMe().role === 'owner'
  const save = useSaveReminders()
  const problem = isProblem(save.error) ? save.error : null
  const form = useForm('reminders', { rules: reminders.rules }, problem)
  const { rules } = form.values
  // An undo pressed later puts its line back among whatever stands then.
  const latest = useRef(rules)
  useEffect(() => {
    latest.current = rules
  }, [rules])
  useEffect(() => {
    return () => dropToast(REMOVED)
  }, [])

  const add = (rule: ReminderRule) => form.set({ rules: [...latest.current.filter((one) => !isSame(one, rule)), rule] })
  const remove = (rule: ReminderRule) => {
    form.set({ rules: rules.filter((one) => !isSame(one, rule)) })
    toast(
      t('reminders.removed', { offset: offsetWords(rule) }),
      {
        label: t('reminders.undo'),
        run: () => {
          add(rule)
          return Promise.resolve()
        },
      },
      REMOVED,
    )
  }
  const offsetWords = ({ minutes_before }: ReminderRule) => {
    const { count, unit } = inUnits(minutes_before)
    return t(`reminders.before.${unit}`, { count })
  }

  return (
    <form
      noValidate
      className="grid gap-10"
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate(rules, {
          onSuccess: () => {
            form.settle()
            dropToast(REMOVED)
            toast(t('reminders.saved'))
            onSaved()
          },
        })
      }}
    >
      <LeaveGuard hasUnsaved={form.hasUnsaved} />
      {(Boolean(save.error) || form.isRestored || !mayEdit) && (
        <div className="grid gap-4">
          <FormProblem error={save.error} />
          {form.isRestored && <Restored />}
          {!mayEdit && <p className="rounded-control bg-mist p-4">{t('reminders.readOnly')}</p>}
        </div>
      )}
      {AUDIENCES.map((audience) => (
        <section key={audience} className="grid gap-x-10 border-t border-ink pt-4 full:grid-cols-[16rem_minmax(0,1fr)]">
          <div className="pb-2">
            <h2 className="font-serif text-person">{t(`templates.for.${audience}`)}</h2>
            <p className="pt-1 text-second text-ink-2">{t(`reminders.note.${audience}`)}</p>
          </div>
          <div className="grid gap-x-10 gap-y-8 sm:grid-cols-2">
            {WAYS[audience].map((channel) => {
              const here = rules.map((rule, index) => ({ rule, index })).filter(({ rule }) => rule.audience === audience && rule.channel === channel)
              const name = t('reminders.way', { who: t(`templates.for.${audience}`), channel: words.channel(channel) })
              return (
                <section key={channel} aria-label={name}>
                  <h3 className="border-b border-line pb-2 font-strong">{words.channel(channel)}</h3>
                  {!reminders.channels[channel] && <p className="pt-2 text-second text-warn">{t(`reminders.notSetUp.${channel}`)}</p>}
                  {channel === 'sms' && <p className="pt-2 text-second text-ink-2">{t('reminders.quiet')}</p>}
                  <ul>
                    {here
                      .toSorted((a, b) => b.rule.minutes_before - a.rule.minutes_before)
                      .map(({ rule, index }) => (
                        <li key={rule.minutes_before} className="border-b border-line">
                          <div className="flex min-h-13 items-center justify-between gap-3">
                            <span className="tnum">{offsetWords(rule)}</span>
                            {mayEdit && (
                              <IconButton label={t('reminders.remove', { offset: offsetWords(rule), name })} onClick={() => remove(rule)}>
                                <X size={20} strokeWidth={1.6} aria-hidden="true" />
                              </IconButton>
                            )}
                          </div>
                          <FieldError label={offsetWords(rule)} error={form.errorAt(`rules/${index}`)} />
                        </li>
                      ))}
                  </ul>
                  {here.length === 0 && <p className="flex min-h-13 items-center border-b border-line text-ink-2">{t('reminders.none')}</p>}
                  {mayEdit && <AddOffset name={name} others={here.map(({ rule }) => rule)} onAdd={(minutes_before) => add({ audience, channel, minutes_before })} />}
                </section>
              )
            })}
          </div>
        </section>
      ))}
      {mayEdit && (
        <div data-actions="" className="sticky bottom-0 z-10 -mx-5 border-t border-line bg-paper px-5 py-3 max-wide:bottom-[calc(4rem+env(safe-area-inset-bottom))] wide:mx-0 wide:px-0 low:static">
          <Button type="submit" look="primary" className="px-8 max-sm:w-full" busy={save.isPending} busyLabel={t('form.saving')}>
            {t('reminders.save')}
          </Button>
        </div>
      )}
    </form>
  )
}

function isSame(a: ReminderRule, b: ReminderRule): boolean {
  return a.audience === b.audience && a.channel === b.channel && a.minutes_before === b.minutes_before
}
