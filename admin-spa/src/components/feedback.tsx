import { CircleAlert, History, TriangleAlert } from 'lucide-react'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

import { EMPTY, isProblem, type Problem } from '../lib/problem.ts'
import { Button } from './button.tsx'
import { Garden } from './garden.tsx'

/** Why there is nothing, and the one thing to do about it. */
export function EmptyState({ children, action }: { children: ReactNode; action?: ReactNode }) {
  return (
    <div className="grid justify-items-start gap-4 py-10">
      <Garden />
      <p className="max-w-md text-lead text-ink-2">{children}</p>
      {action}
    </div>
  )
}

/** What failed, in words for people, and a way to try again. */
export function ProblemNotice({ error, onRetry }: { error: unknown; onRetry?: () => unknown }) {
  const { t } = useTranslation()
  const { title, detail, reference } = useProblemWords(error)
  return (
    <div role="alert" className="flex flex-wrap items-start gap-x-4 gap-y-3 rounded-control bg-danger-wash p-4">
      <TriangleAlert size={22} strokeWidth={1.6} className="shrink-0 text-danger" aria-hidden="true" />
      <div className="min-w-48 flex-1">
        <p className="font-strong">{title}</p>
        {detail && <p>{detail}</p>}
        {reference && <p className="text-second wrap-anywhere text-ink-2">{reference}</p>}
      </div>
      {onRetry && <Button onClick={() => void onRetry()}>{t('action.retry')}</Button>}
    </div>
  )
}

/** The same beside a button, in one line. Nothing when there is no error. */
export function ProblemLine({ error }: { error: unknown }) {
  const { title, detail, reference } = useProblemWords(error)
  if (!error) return null
  return (
    <p role="alert" className="flex items-start gap-2 font-label text-danger">
      <CircleAlert size={20} strokeWidth={1.6} className="mt-0.5 shrink-0" aria-hidden="true" />
      <span className="min-w-0 wrap-anywhere">
        {reference ? title : detail || title}
        {reference && <span className="block text-second font-normal text-ink-2">{reference}</span>}
      </span>
    </p>
  )
}

/** On top of a form that was refused: takes focus, names each wrong field and leads to it, and says that nothing is lost. */
export function FormProblem({ error }: { error: unknown }) {
  const { t } = useTranslation()
  const { title, detail, reference } = useProblemWords(error)
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (error) box.current?.focus()
  }, [error])
  if (!error) return null
  const fields = isProblem(error) ? [...new Set(error.errors.filter(({ pointer }) => pointer !== '#').map(({ pointer }) => pointer))] : []
  return (
    <div ref={box} tabIndex={-1} role="alert" className="flex items-start gap-3 rounded-control bg-danger-wash p-4">
      <CircleAlert size={22} strokeWidth={1.6} className="mt-px shrink-0 text-danger" aria-hidden="true" />
      <div className="min-w-0">
        <p className="font-strong">{fields.length ? t('form.fix', { count: fields.length }) : title}</p>
        {fields.length === 0 && detail && detail !== title && <p>{detail}</p>}
        {reference && <p className="text-second wrap-anywhere text-ink-2">{reference}</p>}
        {isProblem(error) && fields.length > 0 && <WrongFields key={fields.join(' ')} pointers={fields} problem={error} />}
        <p className="text-ink-2">{t('form.kept')}</p>
      </div>
    </div>
  )
}

function WrongFields({ pointers, problem }: { pointers: readonly string[]; problem: Problem }) {
  const { t } = useTranslation()
  // By the time the server refuses a field it stands on the page under its name, so its label is read from there.
  const [found] = useState(() => pointers.map((pointer) => ({ pointer, label: labelOf(pointer) })))
  const named = found.filter(({ label }) => label)
  if (named.length === 0) return null
  return (
    <ul className="flex flex-wrap gap-x-5">
      {named.map(({ pointer, label }) => (
        <li key={pointer}>
          <button type="button" className="worded min-h-11 min-w-11 text-left font-label" onClick={() => fieldOf(pointer)?.focus()}>
            {problem.at(pointer.slice(2)) === EMPTY ? t('form.empty', { label }) : label}
          </button>
        </li>
      ))}
    </ul>
  )
}

function labelOf(pointer: string): string | undefined {
  const field = fieldOf(pointer)
  return field?.labels?.[0]?.firstChild?.textContent ?? field?.getAttribute('aria-label') ?? undefined
}

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

/** The control that a pointer such as `#/client/email` or `#/rooms/0` means: the nearest one whose name is a part of it. */
function fieldOf(pointer: string): Control | null {
  for (let path = pointer.slice(2); path; path = path.slice(0, Math.max(0, path.lastIndexOf('/')))) {
    const found = document.querySelector<Control>(`[name="${CSS.escape(path)}"]`)
    if (found) return found
  }
  return null
}

/** After signing in again: what had been typed is here. */
export function Restored() {
  const { t } = useTranslation()
  return (
    <p role="status" className="flex items-start gap-3 rounded-control bg-mist p-4">
      <History size={20} strokeWidth={1.6} className="mt-0.5 shrink-0" aria-hidden="true" />
      {t('form.restored')}
    </p>
  )
}

export function ListSkeleton({ rows = 5 }: { rows?: number }) {
  const { t } = useTranslation()
  return (
    <div role="status" className="fades-in">
      <span className="sr-only">{t('state.loading')}</span>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className="flex gap-6 border-b border-line py-5" aria-hidden="true">
          <span className="h-4 w-14 rounded-label bg-mist" />
          <span className={`h-4 rounded-label bg-mist ${row % 2 ? 'w-40' : 'w-56'}`} />
        </div>
      ))}
    </div>
  )
}

function useProblemWords(error: unknown): { title: string; detail: string; reference: string } {
  const { t } = useTranslation()
  if (!isProblem(error)) return { title: t('problem.bug'), detail: '', reference: '' }
  if (error.slug === 'unreachable') return { title: t('problem.unreachable'), detail: t('problem.unreachableDetail'), reference: '' }
  if (error.slug === 'too-many-requests') return { title: t('problem.tooMany'), detail: waitWords(error), reference: '' }
  if (error.status === 503) return { title: error.title || t('problem.busy'), detail: t('problem.busyDetail'), reference: '' }
  if (error.status >= 500) {
    // The name under which it stands in the log, for whoever asks for help.
    const id = error.instance.split('/').pop() ?? ''
    return { title: t('problem.bug'), detail: t('problem.bugDetail'), reference: id && t('problem.reference', { id }) }
  }
  return { title: error.title || error.detail || t('problem.bug'), detail: error.detail, reference: '' }

  function waitWords({ retryAfterSeconds = 60 }: Problem) {
    if (retryAfterSeconds < 90) return t('problem.waitSeconds', { count: Math.max(1, Math.ceil(retryAfterSeconds)) })
    return t('problem.wait', { count: Math.ceil(retryAfterSeconds / 60) })
  }
}
