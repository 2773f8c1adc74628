import { App as AntApp, ConfigProvider } from 'antd'
import { StrictMode, useEffect, useMemo, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { Workbench } from './app.tsx'
import { enUS, zhCN } from './locale.ts'
import { Boundary } from './state.tsx'
import './style.css'
import { theme } from './theme.ts'
import { en } from './words.en.ts'
import { type Language, rememberedLanguage, rememberLanguage, SpeechContext } from './words.ts'
import { zh } from './words.zh.ts'

const Root = () => {
  const [language, setLanguage] = useState<Language>(rememberedLanguage)
  const speech = useMemo(() => ({ words: language === 'en' ? en : zh, language, setLanguage }), [language])
  useEffect(() => {
    rememberLanguage(language)
    document.documentElement.lang = language === 'en' ? 'en' : 'zh-CN'
    document.title = `${speech.words.product} · ${speech.words.productLong}`
  }, [language, speech])
  return (
    <SpeechContext value={speech}>
      <ConfigProvider locale={language === 'en' ? enUS : zhCN} theme={theme} button={{ autoInsertSpace: false }}>
        <AntApp component={false}>
          <Boundary>
            <Workbench />
          </Boundary>
        </AntApp>
      </ConfigProvider>
    </SpeechContext>
  )
}

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <Root />
  </StrictMode>,
)
