import './styles/index.css'

import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { RouterProvider } from 'react-router/dom'

import { Providers } from './app/providers.tsx'
import { startRouter } from './app/router.tsx'
import { startI18n } from './lib/i18n.ts'
import { applyTheme } from './lib/theme.ts'
import { borrow } from './lib/token.ts'

applyTheme()
await Promise.all([startI18n(), borrow()])

const root = document.getElementById('root')
if (root) {
  const router = startRouter()
  createRoot(root).render(
    <StrictMode>
      <Providers>
        <RouterProvider router={router} />
      </Providers>
    </StrictMode>,
  )
}
