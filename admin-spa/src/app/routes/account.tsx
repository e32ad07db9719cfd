import { LogOut } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

import { Button } from '../../components/button.tsx'
import { SelectField } from '../../components/field.tsx'
import { Page } from '../../components/page.tsx'
import { CalendarFeed } from '../../features/feed/calendar-feed.tsx'
import { signOut } from '../../features/session/api.ts'
import { PasswordForm } from '../../features/session/password-form.tsx'
import { chooseLanguage, type Language } from '../../lib/i18n.ts'
import { useMe } from '../../lib/studio.tsx'
import { chooseTheme, theme, type Theme } from '../../lib/theme.ts'

export function AccountScreen() {
  const { t, i18n } = useTranslation()
  const me = useMe()
  const [look, setLook] = useState(theme)
  return (
    <Page
      className="max-w-188"
      title={me.name || me.email}
      lead={`${t(`role.${me.role}`)} · ${me.email}`}
      tools={
        <Button icon={<LogOut size={20} strokeWidth={1.6} aria-hidden="true" />} onClick={() => void signOut('chosen')}>
          {t('session.signOut')}
        </Button>
      }
    >
      <div className="grid gap-12 pt-2">
        <Section title={t('account.display')}>
          <div className="grid gap-4 sm:grid-cols-2">
            <SelectField
              label={t('account.language')}
              value={i18n.language}
              onChange={(event) => void chooseLanguage(event.target.value as Language)}
            >
              <option value="en">English</option>
              <option value="fr">Français</option>
            </SelectField>
            <SelectField
              label={t('account.theme')}
              value={look}
              onChange={(event) => {
                chooseTheme(event.target.value as Theme)
                setLook(event.target.value as Theme)
              }}
            >
              <option value="system">{t('account.themeSystem')}</option>
              <option value="light">{t('account.themeLight')}</option>
              <option value="dark">{t('account.themeDark')}</option>
            </SelectField>
          </div>
        </Section>
        {me.practitioner && (
          <Section title={t('feed.title')}>
            <CalendarFeed />
          </Section>
        )}
        <Section title={t('account.password')}>
          <PasswordForm email={me.email} />
        </Section>
      </div>
    </Page>
  )
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="border-t border-ink pt-4">
      <h2 className="pb-4 font-serif text-person">{title}</h2>
      {children}
    </section>
  )
}
