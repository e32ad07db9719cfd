import { useTranslation } from 'react-i18next'

/** An SMS as it reads on a phone, with what it costs: carriers count in segments. */
export function SmsText({ text, characters, segments }: { text: string; characters: number | null; segments: number | null }) {
  const { t } = useTranslation()
  return (
    <>
      <p className="max-w-80 rounded-control bg-mist px-4 py-3 wrap-anywhere whitespace-pre-line">{text}</p>
      {characters !== null && segments !== null && (
        <p className="tnum pt-1.5 text-second text-ink-2">
          {t('sms.characters', { count: characters })}, {t('sms.segments', { count: segments })}
        </p>
      )}
    </>
  )
}
