import { useTranslation } from 'react-i18next'

import { Button } from './button.tsx'
import { ProblemLine } from './feedback.tsx'
import { toast } from './toast.tsx'

type Verb = 'archive' | 'restore'
type Archiving = { mutateAsync: (verb: Verb) => Promise<unknown>; isPending: boolean; error: unknown }

/** Out of use, or back into it: both can be taken back, so neither asks. */
export function ArchiveButton({ name, isArchived, archiving }: { name: string; isArchived: boolean; archiving: Archiving }) {
  const { t } = useTranslation()
  const archive = async () => {
    await archiving.mutateAsync('archive')
    toast(t('archive.done', { name }), { label: t('archive.undo'), run: restore })
  }
  const restore = async () => {
    await archiving.mutateAsync('restore')
    toast(t('archive.restored', { name }))
  }
  return (
    <div className="grid justify-items-start gap-2 border-t border-line pt-5">
      <p className="text-second text-ink-2">{isArchived ? t('archive.isArchived') : t('archive.hint')}</p>
      <Button busy={archiving.isPending} busyLabel={t('form.saving')} onClick={() => void (isArchived ? restore() : archive()).catch(() => undefined) /* the line below says it */}>
        {isArchived ? t('archive.restore') : t('archive.archive')}
      </Button>
      <ProblemLine error={archiving.error} />
    </div>
  )
}
