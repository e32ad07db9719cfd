import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { ProblemLine } from '../../components/feedback.tsx'
import { TextField } from '../../components/field.tsx'
import { toast } from '../../components/toast.tsx'
import { EMPTY, isProblem } from '../../lib/problem.ts'
import type { Message } from '../../lib/types.ts'
import { useDismissal, useResend } from './api.ts'

type Props = { message: Message; onResent: (message: Message) => void }

/** Where another address is more likely to help than another try. */
const USELESS_AGAIN = new Set(['refused', 'bounced', 'no-address', 'stopped', 'complained'])

/** Send again, send elsewhere, put aside: as far as each makes sense for what became of the message. */
export function MessageActions({ message, onResent }: Props) {
  const { t } = useTranslation()
  const resend = useResend(message.key)
  const dismissal = useDismissal(message.key)
  const [isElsewhere, setElsewhere] = useState(false)
  const { status, settled_at, failure } = message
  // What waits goes out by itself; what was sent again is followed there.
  if (status === 'waiting' || status === 'sending' || message.resent_as) return null
  const isOpen = status === 'failed' && !settled_at
  const canRepeat = failure !== 'stopped'
  const isElsewhereFirst = isOpen && USELESS_AGAIN.has(failure)
  const name = message.recipient || message.address
  const repeat = (
    <Button
      key="repeat"
      look={isOpen && !isElsewhereFirst ? 'primary' : 'second'}
      className="min-h-13 grow"
      busy={resend.isPending}
      busyLabel={t('message.sending')}
      onClick={() =>
        resend.mutate(undefined, {
          onSuccess: (made) => {
            toast(t('message.resent', { name }))
            onResent(made)
          },
        })
      }
    >
      {t('message.resend')}
    </Button>
  )
  const elsewhere = (
    <Button key="elsewhere" look={isElsewhereFirst ? 'primary' : 'second'} className="min-h-13 grow" aria-haspopup="dialog" onClick={() => setElsewhere(true)}>
      {t(`message.elsewhere.${message.channel}`)}
    </Button>
  )
  return (
    <div className="grid gap-3">
      <ProblemLine error={resend.error ?? dismissal.error} />
      <div className="flex flex-wrap gap-3">
        {isElsewhereFirst ? [elsewhere, canRepeat && repeat] : [repeat, elsewhere]}
        {isOpen && (
          <Button
            look="worded"
            className="mx-auto"
            busy={dismissal.isPending}
            busyLabel={t('form.saving')}
            onClick={() => dismissal.mutate(undefined, { onSuccess: () => toast(t('message.dismissed', { name })) })}
          >
            {t('message.dismiss')}
          </Button>
        )}
      </div>
      {isElsewhere && <ElsewhereDialog message={message} onClose={() => setElsewhere(false)} onResent={onResent} />}
    </div>
  )
}

function ElsewhereDialog({ message, onResent, onClose }: Props & { onClose: () => void }) {
  const { t } = useTranslation()
  const resend = useResend(message.key)
  // Most often it is a slip of the finger in the one that is there.
  const [address, setAddress] = useState(message.address)
  const isSms = message.channel === 'sms'
  const [isEmpty, setEmpty] = useState(false)
  const wrong = isEmpty ? EMPTY : isProblem(resend.error) ? resend.error.at('address') : undefined
  return (
    <Dialog title={t('message.elsewhereTitle', { name: message.recipient || message.address })} onClose={onClose}>
      <p className="pb-4 text-ink-2">{t('message.elsewhereLead')}</p>
      <form
        noValidate
        className="grid gap-5"
        onSubmit={(event) => {
          event.preventDefault()
          // Nothing at all would go where it went before.
          setEmpty(!address.trim())
          if (!address.trim()) return
          resend.mutate(address.trim(), {
            onSuccess: (made) => {
              toast(t('message.resentTo', { address: address.trim() }))
              onClose()
              onResent(made)
            },
          })
        }}
      >
        <TextField
          label={t(isSms ? 'field.phone' : 'field.email')}
          name="address"
          type={isSms ? 'tel' : 'email'}
          autoComplete="off"
          spellCheck={false}
          autoCapitalize="none"
          data-first=""
          value={address}
          onChange={(event) => setAddress(event.target.value)}
          error={wrong}
        />
        {!wrong && <ProblemLine error={resend.error} />}
        <div className="flex flex-wrap gap-3">
          <Button type="submit" look="primary" className="grow" busy={resend.isPending} busyLabel={t('message.sending')}>
            {t('message.send')}
          </Button>
          <Button className="min-h-13 grow" onClick={onClose}>
            {t('message.keep')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
