import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'

import en from '../locales/en.json'
import type messages from '../locales/messages.en.json'

export type Language = 'en' | 'fr'

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof en & typeof messages }
  }
}

const KEY = 'stillpoint.language'
/** What only some screens say: it comes with them. */
const PARTS = {
  messages: { en: () => import('../locales/messages.en.json'), fr: () => import('../locales/messages.fr.json') },
}
const spoken = new Set<keyof typeof PARTS>()

/** Starts in the language chosen before, else in the browser's if we speak it. French arrives when it is needed. */
export async function startI18n(): Promise<void> {
  await i18next.use(initReactI18next).init({
    resources: { en: { translation: en } },
    lng: 'en',
    fallbackLng: 'en',
    interpolation: { escapeValue: false }, // React escapes.
  })
  const wanted = localStorage.getItem(KEY) ?? navigator.language.slice(0, 2)
  if (wanted === 'fr') await speak('fr')
  else document.documentElement.lang = 'en'
}

export async function speak(language: Language): Promise<void> {
  if (language === 'fr' && !i18next.hasResourceBundle('fr', 'translation')) {
    const { default: fr } = await import('../locales/fr.json')
    i18next.addResourceBundle('fr', 'translation', fr)
  }
  await Promise.all([...spoken].map((part) => learn(part, language)))
  await i18next.changeLanguage(language)
  document.documentElement.lang = language
}

/** As `speak`, and remembered on this device. */
export async function chooseLanguage(language: Language): Promise<void> {
  localStorage.setItem(KEY, language)
  await speak(language)
}

/** Awaited at the top of the modules that use it, so that no screen is drawn without its words. */
export async function speakOf(part: keyof typeof PARTS): Promise<void> {
  spoken.add(part)
  await learn(part, i18next.language === 'fr' ? 'fr' : 'en')
}

async function learn(part: keyof typeof PARTS, language: Language): Promise<void> {
  const { default: words } = await PARTS[part][language]()
  i18next.addResourceBundle(language, 'translation', words, true)
}
