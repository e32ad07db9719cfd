import { useQuery } from '@tanstack/react-query'
import { ArrowLeft } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useParams, useSearchParams } from 'react-router'

import { ButtonLink } from '../../components/button.tsx'
import { EmptyState, ListSkeleton, ProblemNotice } from '../../components/feedback.tsx'
import { Page } from '../../components/page.tsx'
import { templatesQuery } from '../../features/templates/api.ts'
import { Switch } from '../../features/templates/switch.tsx'
import { TemplateEditor } from '../../features/templates/template-editor.tsx'
import { linkTo, TemplateList } from '../../features/templates/template-list.tsx'
import { CHANNELS, useMessageWords } from '../../lib/message-words.ts'
import { DeskOnlyScreen } from '../owner-only.tsx'

const LANGUAGES = { en: 'English', fr: 'Français' } as const

export function TemplatesScreen() {
  const { t, i18n } = useTranslation()
  const words = useMessageWords()
  const [search] = useSearchParams()
  const channel = search.get('channel') ?? 'email'
  const language = search.get('language') ?? i18n.language
  const to = (changed: { channel?: string; language?: string }) => `/message-templates?${new URLSearchParams({ channel, language, ...changed })}`
  return (
    <DeskOnlyScreen title={t('nav.templates')}>
      <Page title={t('nav.templates')} lead={t('templates.lead')} className="wide:max-w-188">
        <div className="flex flex-wrap gap-3 pb-6">
          <Switch label={t('messages.channel')} options={CHANNELS.map((one) => ({ to: to({ channel: one }), name: words.channel(one), isChosen: one === channel }))} />
          <Switch
            label={t('account.language')}
            options={Object.entries(LANGUAGES).map(([one, name]) => ({ to: to({ language: one }), name, isChosen: one === language }))}
          />
        </div>
        <TemplateList channel={channel} language={language} />
      </Page>
    </DeskOnlyScreen>
  )
}

/** One template, as a screen of its own: its preview wants room beside it. */
export function TemplateScreen() {
  const { t } = useTranslation()
  const words = useMessageWords()
  const { event = '', channel = '', language = '' } = useParams()
  const templates = useQuery(templatesQuery)
  const [round, setRound] = useState(0)
  const rows = templates.data?.filter((one) => one.event === event) ?? []
  const found = rows.find((one) => one.channel === channel && one.language === language)
  const siblings = (changed: { channel?: string; language?: string }) => linkTo({ event, channel, language, ...changed })
  const channels = CHANNELS.filter((one) => rows.some((row) => row.channel === one))
  const name = words.event(event)
  return (
    <DeskOnlyScreen title={name}>
      <Page title={name} lead={found && t(`templates.goesTo.${found.audience}`)} className="wide:max-w-290">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-2 pb-6">
          <Link to={`/message-templates?${new URLSearchParams({ channel, language })}`} className="worded mr-3 inline-flex min-h-11 items-center gap-2 font-label max-sm:w-full">
            <ArrowLeft size={18} strokeWidth={1.6} aria-hidden="true" />
            {t('templates.all')}
          </Link>
          {channels.length > 1 && (
            <Switch label={t('messages.channel')} options={channels.map((one) => ({ to: siblings({ channel: one }), name: words.channel(one), isChosen: one === channel }))} />
          )}
          <Switch
            label={t('account.language')}
            options={Object.entries(LANGUAGES).map(([one, label]) => ({ to: siblings({ language: one }), name: label, isChosen: one === language }))}
          />
        </div>
        {found && <TemplateEditor key={`${event} ${channel} ${language} ${round}`} template={found} onSaved={() => setRound(round + 1)} />}
        {!found && templates.data && <EmptyState action={<ButtonLink to="/message-templates">{t('templates.all')}</ButtonLink>}>{t('problem.gone')}</EmptyState>}
        {!found && !templates.data && templates.error && <ProblemNotice error={templates.error} onRetry={templates.refetch} />}
        {!templates.data && !templates.error && <ListSkeleton />}
      </Page>
    </DeskOnlyScreen>
  )
}
