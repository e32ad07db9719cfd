import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'

import en from '../locales/en.json'

export type Language = 'en' | 'fr'

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof en }
  }
}

const KEY = 'stillpoint.language'

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
  await i18next.changeLanguage(language)
  document.documentElement.lang = language
}

/** As `speak`, and remembered on this device. */
export async function chooseLanguage(language: Language): Promise<void> {
  localStorage.setItem(KEY, language)
  await speak(language)
}
