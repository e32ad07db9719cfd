import { useQuery } from '@tanstack/react-query'
import { Search, UserPlus } from 'lucide-react'
import { useEffect, useState } from 'react'
import { ComboBox, Input, Label, ListBox, ListBoxItem, Popover, Text } from 'react-aria-components'
import { useTranslation } from 'react-i18next'

import { Button } from '../../components/button.tsx'
import { FieldError, TextField } from '../../components/field.tsx'
import { formatPhone } from '../../lib/phone.ts'
import type { Problem } from '../../lib/problem.ts'
import type { Client } from '../../lib/types.ts'
import { clientsQuery } from './api.ts'

export type WhoFor = { kind: 'none' } | { kind: 'known'; client: Client } | { kind: 'new'; name: string; email: string; phone: string }

const TYPING_MS = 200

/** Who it is for: somebody known, found while typing, or somebody new. */
export function ClientField({
  value,
  onChange,
  problem,
  missing,
}: {
  value: WhoFor
  onChange: (value: WhoFor) => void
  problem: Problem | null
  missing: string | undefined
}) {
  const { t } = useTranslation()
  if (value.kind === 'known') {
    return (
      <div className="flex items-center justify-between gap-4 border-y border-line py-3">
        <div className="min-w-0">
          <p className="font-serif text-name">{value.client.name}</p>
          <p className="text-second wrap-anywhere text-ink-2">{contact(value.client)}</p>
        </div>
        <Button onClick={() => onChange({ kind: 'none' })}>{t('client.change')}</Button>
      </div>
    )
  }
  if (value.kind === 'new') {
    return <NewClient value={value} onChange={onChange} problem={problem} missing={missing} />
  }
  return <ClientSearch onChange={onChange} missing={missing} />
}

/** The last line of what is found: the way to somebody new, where the keyboard already is. */
const NEW = 'new'

function ClientSearch({ onChange, missing }: { onChange: (value: WhoFor) => void; missing: string | undefined }) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState('')
  const [q, setQ] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setQ(typed.trim()), TYPING_MS)
    return () => clearTimeout(timer)
  }, [typed])
  const search = useQuery(clientsQuery(q))
  const found = q.length > 1 ? (search.data?.results ?? []) : []
  const startNew = () => onChange(newClientFrom(typed))

  return (
    <div className="grid gap-2">
      <ComboBox
        items={[...found, { id: NEW, name: typed.trim(), email: '', phone: '' }]}
        inputValue={typed}
        onInputChange={setTyped}
        // The server has already decided what fits.
        defaultFilter={() => true}
        menuTrigger="input"
        isInvalid={missing !== undefined}
        onSelectionChange={(id) => {
          const client = found.find((one) => one.id === id)
          if (client) onChange({ kind: 'known', client })
          else if (id === NEW) startNew()
        }}
      >
        <Label className="block pb-1.5 font-label">{t('client.find')}</Label>
        <span className="relative block">
          <Search size={20} strokeWidth={1.6} className="pointer-events-none absolute top-4 left-3.5" aria-hidden="true" />
          <Input
            placeholder={t('client.findExample')}
            className="h-13 w-full rounded-control border border-edge bg-sheet pr-3.5 pl-11 text-field hover:border-ink data-invalid:border-2 data-invalid:border-danger"
          />
        </span>
        <FieldError label={t('client.find')} error={missing} />
        <Popover offset={4} className="w-(--trigger-width) overflow-y-auto rounded-control border border-ink bg-sheet">
          <ListBox<Found> className="max-h-80 outline-none">
            {(one) => (
              <ListBoxItem
                id={one.id}
                textValue={one.name || t('client.new')}
                className="min-h-14 cursor-pointer content-center border-b border-line px-4 py-2 last:border-b-0 data-focused:bg-mist data-hovered:bg-mist"
              >
                {one.id === NEW ? (
                  <Text slot="label" className="flex items-center gap-2 font-label">
                    <UserPlus size={20} strokeWidth={1.6} aria-hidden="true" />
                    {t('client.newNamed', { typed: one.name })}
                  </Text>
                ) : (
                  <>
                    <Text slot="label" className="block font-strong">
                      {one.name}
                    </Text>
                    <Text slot="description" className="block text-second wrap-anywhere text-ink-2">
                      {contact(one)}
                    </Text>
                  </>
                )}
              </ListBoxItem>
            )}
          </ListBox>
        </Popover>
      </ComboBox>
      <Button className="justify-self-start" icon={<UserPlus size={20} strokeWidth={1.6} aria-hidden="true" />} onClick={startNew}>
        {t('client.new')}
      </Button>
    </div>
  )
}

type Found = Omit<Client, 'id'> & { id: number | typeof NEW }

function NewClient({
  value,
  onChange,
  problem,
  missing,
}: {
  value: Extract<WhoFor, { kind: 'new' }>
  onChange: (value: WhoFor) => void
  problem: Problem | null
  missing: string | undefined
}) {
  const { t } = useTranslation()
  return (
    <div className="grid gap-4">
      <TextField
        label={t('field.name')}
        name="client/name"
        autoComplete="off"
        autoFocus
        value={value.name}
        error={missing ?? problem?.at('client/name')}
        onChange={(event) => onChange({ ...value, name: event.target.value })}
      />
      <TextField
        label={t('field.email')}
        name="client/email"
        optional
        hint={t('client.emailHint')}
        type="email"
        autoComplete="off"
        value={value.email}
        error={problem?.at('client/email')}
        onChange={(event) => onChange({ ...value, email: event.target.value })}
      />
      <TextField
        label={t('field.phone')}
        name="client/phone"
        optional
        type="tel"
        autoComplete="off"
        value={value.phone}
        error={problem?.at('client/phone')}
        onChange={(event) => onChange({ ...value, phone: event.target.value })}
      />
      <Button look="worded" className="justify-self-start" onClick={() => onChange({ kind: 'none' })}>
        {t('client.findInstead')}
      </Button>
    </div>
  )
}

/** What was typed into the search goes into the field it looks like. */
function newClientFrom(typed: string): WhoFor {
  const text = typed.trim()
  const isEmail = text.includes('@')
  const isPhone = /^[+\d][\d\s().-]{4,}$/.test(text)
  return { kind: 'new', name: isEmail || isPhone ? '' : text, email: isEmail ? text : '', phone: isPhone ? text : '' }
}

function contact({ email, phone }: Pick<Client, 'email' | 'phone'>): string {
  return [email, formatPhone(phone)].filter(Boolean).join(' · ')
}
