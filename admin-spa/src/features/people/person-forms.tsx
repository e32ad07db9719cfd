import { CalendarClock } from 'lucide-react'
import { useTranslation } from 'react-i18next'

import { ArchiveButton } from '../../components/archive-button.tsx'
import { ButtonLink } from '../../components/button.tsx'
import { TextArea, TextField } from '../../components/field.tsx'
import { FormPanel } from '../../components/form-panel.tsx'
import { toast } from '../../components/toast.tsx'
import { useArchiving, useSave } from '../../lib/catalogue.ts'
import { useForm } from '../../lib/form.ts'
import { isProblem } from '../../lib/problem.ts'
import type { Practitioner, Room } from '../../lib/types.ts'

type Done = {
  /** Where a new one stands: after the others. */
  nextPosition: number
  onClose: () => void
}

export function PractitionerForm({
  practitioner,
  nextPosition,
  onClose,
  onCreated,
}: Done & { practitioner: Practitioner | undefined; onCreated: (slug: string) => void }) {
  const { t } = useTranslation()
  const save = useSave('practitioners', practitioner?.slug)
  const archiving = useArchiving('practitioners', practitioner?.slug ?? '')
  const problem = isProblem(save.error) ? save.error : null
  const form = useForm(
    `practitioner ${practitioner?.slug ?? 'new'}`,
    {
      name: practitioner?.name ?? '',
      title: practitioner?.title ?? '',
      bio: practitioner?.bio ?? '',
      user: practitioner?.user ?? '',
    },
    problem,
  )
  const { values, field } = form
  return (
    <FormPanel
      form={form}
      title={practitioner?.name ?? t('people.newPractitioner')}
      submitLabel={practitioner ? t('action.save') : t('people.addPractitioner')}
      isBusy={save.isPending}
      error={save.error}
      onClose={onClose}
      onSubmit={() =>
        save.mutate(
          { ...values, user: values.user.trim() || null, ...(!practitioner && { position: nextPosition }) },
          {
            onSuccess: ({ slug }) => {
              form.settle()
              toast(t('form.saved', { name: values.name }))
              if (practitioner) onClose()
              else onCreated(slug)
            },
          },
        )
      }
    >
      {practitioner && (
        <ButtonLink
          to={`/practitioners/${practitioner.slug}/hours`}
          className="justify-self-start"
          icon={<CalendarClock size={20} strokeWidth={1.6} aria-hidden="true" />}
        >
          {t('hours.open')}
        </ButtonLink>
      )}
      <TextField label={t('field.name')} maxLength={120} {...field('name')} />
      <TextField label={t('people.title')} hint={t('people.titleHint')} optional maxLength={80} {...field('title')} />
      <TextArea label={t('people.bio')} optional rows={4} maxLength={600} {...field('bio')} />
      <TextField label={t('people.user')} hint={t('people.userHint')} optional type="email" {...field('user')} />
      {practitioner && (
        <ArchiveButton name={practitioner.name} isArchived={practitioner.archived_at !== null} archiving={archiving} />
      )}
    </FormPanel>
  )
}

export function RoomForm({ room, nextPosition, onClose }: Done & { room: Room | undefined }) {
  const { t } = useTranslation()
  const save = useSave('rooms', room?.slug)
  const archiving = useArchiving('rooms', room?.slug ?? '')
  const problem = isProblem(save.error) ? save.error : null
  const form = useForm(`room ${room?.slug ?? 'new'}`, { name: room?.name ?? '' }, problem)
  const { values, field } = form
  return (
    <FormPanel
      form={form}
      title={room?.name ?? t('people.newRoom')}
      submitLabel={room ? t('action.save') : t('people.addRoom')}
      isBusy={save.isPending}
      error={save.error}
      onClose={onClose}
      onSubmit={() =>
        save.mutate(
          { name: values.name, ...(!room && { position: nextPosition }) },
          {
            onSuccess: () => {
              form.settle()
              toast(t('form.saved', { name: values.name }))
              onClose()
            },
          },
        )
      }
    >
      <TextField label={t('field.name')} maxLength={120} {...field('name')} />
      {room && <ArchiveButton name={room.name} isArchived={room.archived_at !== null} archiving={archiving} />}
    </FormPanel>
  )
}
