import { i18n } from '@lingui/core'
import { I18nProvider } from '@lingui/react'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { Provider } from 'urql'
import { goAhead } from './ahead.ts'
import { client } from './api/client.ts'
import { speak } from './ui/language.ts'
import { router } from './routes.tsx'
import './ui/ui.css'

const place = document.getElementById('app')
if (place === null) throw new Error('index.html has no element with the id "app"')

goAhead(location.pathname)
speak('en')
createRoot(place).render(
  <StrictMode>
    <I18nProvider i18n={i18n}>
      <Provider value={client}>
        <RouterProvider router={router} />
      </Provider>
    </I18nProvider>
  </StrictMode>,
)
