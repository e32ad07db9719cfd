import { SlidersHorizontal } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { Button } from '../../components/button.tsx'
import { SelectField } from '../../components/field.tsx'
import { RemovableLabels } from '../../components/removable-labels.tsx'
import { SearchBox } from '../../components/search-box.tsx'
import { CHANNELS, EVENTS, useMessageWords } from '../../lib/message-words.ts'
import type { MessageStatus } from '../../lib/types.ts'
import { useIsWide } from '../../lib/wide.ts'
import type { Filters } from './api.ts'

const STATUSES: MessageStatus[] = ['waiting', 'sending', 'sent', 'delivered', 'failed', 'missed', 'withdrawn']
type Change = (changed: Filters) => void

/** What to list. Knows nothing of addresses: takes the filters and says which one changed. */
export function MessageFilters({ filters, onChange }: { filters: Filters; onChange: Change }) {
  const { t } = useTranslation()
  const words = useMessageWords()
  const isWide = useIsWide()
  const [isOpen, setOpen] = useState(false)
  const chosen = [filters.status, filters.channel, filters.event].filter(Boolean).length
  const search = <SearchBox value={filters.q ?? ''} example={t('messages.searchExample')} onChange={(q) => onChange({ q })} />
  return (
    <search aria-label={t('filter.label')} className="block pb-3">
      {!isWide && (
        <div className="grid grid-cols-[1fr_auto] items-end gap-3">
          {search}
          <Button className="min-h-13" aria-expanded={isOpen} icon={<SlidersHorizontal size={20} strokeWidth={1.6} aria-hidden="true" />} onClick={() => setOpen(!isOpen)}>
            {chosen ? t('filter.count', { count: chosen }) : t('filter.more')}
          </Button>
        </div>
      )}
      <div className={`${isOpen || isWide ? 'grid' : 'hidden'} grid-cols-2 items-end gap-3 pt-4 wide:grid-cols-[minmax(12rem,1.4fr)_repeat(3,minmax(0,1fr))] wide:pt-0`}>
        {isWide && search}
        <Choice
          label={t('messages.state')}
          value={filters.status}
          onChange={(status) => onChange({ status })}
          options={STATUSES.map((status) => ({ slug: status, name: t(`message.status.${status}`) }))}
        />
        <Choice
          label={t('messages.channel')}
          value={filters.channel}
          onChange={(channel) => onChange({ channel })}
          options={CHANNELS.map((channel) => ({ slug: channel, name: words.channel(channel) }))}
        />
        <Choice
          label={t('messages.what')}
          className="max-wide:col-span-2"
          value={filters.event}
          onChange={(event) => onChange({ event })}
          options={EVENTS.map((event) => ({ slug: event, name: t(`event.whole.${event}`) }))}
        />
      </div>
    </search>
  )
}

function Choice({
  label,
  value,
  options,
  onChange,
  className,
}: {
  label: string
  value: string | undefined
  options: readonly { slug: string; name: string }[]
  onChange: (value: string) => void
  className?: string
}) {
  const { t } = useTranslation()
  return (
    <SelectField label={label} value={value ?? ''} className={className ?? ''} onChange={(event) => onChange(event.target.value)}>
      <option value="">{t('filter.any')}</option>
      {options.map(({ slug, name }) => (
        <option key={slug} value={slug}>
          {name}
        </option>
      ))}
    </SelectField>
  )
}

/** How many rows the filters leave, and each filter with its way out. */
export function MessageFilterLabels({
  filters,
  count,
  hasMore,
  onChange,
  onClear,
}: {
  filters: Filters
  count: number | undefined
  hasMore: boolean
  onChange: Change
  onClear: (() => void) | undefined
}) {
  const { t } = useTranslation()
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1 pb-4">
      <p role="status" className="tnum min-h-6 text-ink-2 empty:-mr-4">
        {count !== undefined && t(hasMore ? 'messages.countFirst' : 'messages.count', { count })}
      </p>
      <RemovableLabels labels={useLabels(filters)} onRemove={(name) => onChange({ [name]: '' })} />
      {onClear && (
        <Button look="worded" onClick={onClear}>
          {t('filter.clear')}
        </Button>
      )}
    </div>
  )
}

function useLabels(filters: Filters): { name: keyof Filters; text: string }[] {
  const { t } = useTranslation()
  const words = useMessageWords()
  const status = STATUSES.find((one) => one === filters.status)
  const channel = CHANNELS.find((one) => one === filters.channel)
  const event = EVENTS.find((one) => one === filters.event)
  const labels: { name: keyof Filters; text: string | false | undefined | '' }[] = [
    { name: 'unreached', text: filters.unreached === '1' && t('messages.notReached') },
    { name: 'reference', text: filters.reference && t('messages.about', { reference: spaced(filters.reference) }) },
    { name: 'status', text: status && t(`message.status.${status}`) },
    { name: 'channel', text: channel && words.channel(channel) },
    { name: 'event', text: event && t(`event.whole.${event}`) },
    { name: 'q', text: filters.q && t('filter.quoted', { text: filters.q }) },
  ]
  return labels.flatMap(({ name, text }) => (text ? [{ name, text }] : []))
}

/** "M3VD 8HPC", as people read it out. */
export function spaced(reference: string): string {
  return `${reference.slice(0, 4)}\u00a0${reference.slice(4)}`
}
