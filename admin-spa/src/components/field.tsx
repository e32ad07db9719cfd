import { ChevronDown, CircleAlert } from 'lucide-react'
import { useId, type ComponentProps, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

import { EMPTY, type Wrong } from '../lib/problem.ts'

type Common = { label: string; hint?: ReactNode; error?: Wrong | undefined; optional?: boolean; className?: string }

const BOX =
  'w-full rounded-control bg-sheet px-3.5 text-field text-ink border aria-invalid:border-2 aria-invalid:border-danger border-edge hover:border-ink aria-invalid:hover:border-danger'

/** Label, hint, the control itself and what is wrong with it, tied together for those who hear the page. */
function Frame({
  label,
  hint,
  error,
  optional,
  className = '',
  children,
}: Common & { children: (wiring: { id: string; 'aria-describedby'?: string; 'aria-invalid'?: true }) => ReactNode }) {
  const { t } = useTranslation()
  const id = useId()
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ')
  return (
    <div className={`${error ? 'border-l-3 border-danger pl-3' : ''} ${className}`}>
      <label htmlFor={id} className="row-start-1 block pb-1.5 font-label">
        {label}
        {optional && <span className="font-normal text-ink-2"> {t('form.optional')}</span>}
      </label>
      {hint && (
        <p id={`${id}-hint`} className="row-start-2 -mt-1 pb-2 text-second text-ink-2">
          {hint}
        </p>
      )}
      <div className="row-start-3">
        {children({
          id,
          ...(described && { 'aria-describedby': described }),
          ...(error && { 'aria-invalid': true as const }),
        })}
      </div>
      <FieldError id={`${id}-error`} label={label} error={error} />
    </div>
  )
}

/** What is wrong with the field of that label. */
export function FieldError({ id, label, error }: { id?: string; label: string; error: Wrong | undefined }) {
  const { t } = useTranslation()
  if (!error) return null
  return (
    <p id={id} className="row-start-4 flex items-start gap-2 pt-1.5 text-second font-label text-danger">
      <CircleAlert size={18} strokeWidth={1.8} className="mt-0.5 shrink-0" aria-hidden="true" />
      {error === EMPTY ? t('form.empty', { label }) : error}
    </p>
  )
}

export function TextField({
  label,
  hint,
  error,
  optional,
  className,
  suffix,
  ...input
}: Common & { suffix?: string } & ComponentProps<'input'>) {
  return (
    <Frame {...{ label, hint, error, optional, className }}>
      {(wiring) => (
        <span className="relative block">
          <input {...input} {...wiring} className={`${BOX} h-13 ${suffix ? 'pr-14' : ''}`} />
          {suffix && (
            <span className="pointer-events-none absolute inset-y-0 right-3.5 grid place-items-center text-ink-2">{suffix}</span>
          )}
        </span>
      )}
    </Frame>
  )
}

export function TextArea({ label, hint, error, optional, className, ...input }: Common & ComponentProps<'textarea'>) {
  return (
    <Frame {...{ label, hint, error, optional, className }}>
      {(wiring) => <textarea rows={3} {...input} {...wiring} className={`${BOX} py-3`} />}
    </Frame>
  )
}

export function SelectField({
  label,
  hint,
  error,
  optional,
  className,
  children,
  ...select
}: Common & ComponentProps<'select'>) {
  return (
    <Frame {...{ label, hint, error, optional, className }}>
      {(wiring) => (
        <span className="relative block">
          <select {...select} {...wiring} className={`${BOX} h-13 appearance-none pr-11 text-ellipsis`}>
            {children}
          </select>
          <ChevronDown
            size={20}
            strokeWidth={1.6}
            className="pointer-events-none absolute top-1/2 right-3.5 -translate-y-1/2"
            aria-hidden="true"
          />
        </span>
      )}
    </Frame>
  )
}

export function CheckField({ label, hint, ...input }: { label: ReactNode; hint?: ReactNode } & ComponentProps<'input'>) {
  const id = useId()
  return (
    <label className="flex min-h-12 items-start gap-3 py-2.5">
      <input
        type="checkbox"
        {...input}
        aria-describedby={hint ? id : undefined}
        className="mt-px size-6.5 shrink-0 rounded-label border-edge accent-pine"
      />
      <span>
        {label}
        {hint && (
          <span id={id} className="block text-second text-ink-2">
            {hint}
          </span>
        )}
      </span>
    </label>
  )
}
