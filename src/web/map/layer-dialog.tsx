import { Modal, Upload } from 'antd'
import { useState } from 'react'
import { type ApiError, api } from '#web/api.ts'
import { Icon } from '#web/icon.tsx'
import { Mark } from '#web/mark.tsx'
import { RegionSelect } from '#web/region.tsx'
import { Failure } from '#web/state.tsx'
import type { LayersAnswer } from '#web/wire.ts'
import { say, useSpeech } from '#web/words.ts'

/** Brings layers in: a file with one layer or several takes the place of those of the same name in the region. */
export const LayerImport = ({
  region: present,
  close,
  added,
}: {
  region: string | null
  close: () => void
  added: () => void
}) => {
  const { words, language } = useSpeech()
  const w = words.map.import
  const [region, setRegion] = useState(present)
  const [file, setFile] = useState<File | null>(null)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<ApiError | null>(null)
  const [answer, setAnswer] = useState<LayersAnswer | null>(null)
  const send = async (chosen: File) => {
    if (!region) return
    setFile(chosen)
    setBusy(true)
    setError(null)
    setAnswer(null)
    try {
      setAnswer(await api.addLayers(chosen, region))
      added()
    } catch (failed) {
      setError(failed as ApiError)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Modal open title={w.title} onCancel={close} footer={null} width={640}>
      <p className="quiet">{w.lead}</p>
      <div className="section">
        <RegionSelect value={region} onChange={setRegion} />
      </div>
      <Upload.Dragger
        multiple={false}
        showUploadList={false}
        accept=".zip,.gpkg,.geojson,.json,.dxf"
        disabled={busy || !region}
        beforeUpload={(chosen) => {
          void send(chosen)
          return false
        }}
      >
        <div className="drop">
          <Icon name="upload" size={24} />
          <strong>{file?.name ?? w.choose}</strong>
          <span className="quiet">{region ? w.formats : words.map.import.needRegion}</span>
        </div>
      </Upload.Dragger>
      {busy && <div className="bar" role="status" aria-label={words.common.loading} />}
      {error && <Failure error={error} />}
      {answer && (
        <div aria-live="polite" className="section imported">
          {answer.layers.map((layer) => (
            <p key={layer.name}>
              <Mark tone="pass">{layer.title}</Mark> {words.map.features(String(layer.count))}
            </p>
          ))}
          <ul className="plain small quiet">
            {answer.messages.map((message) => (
              <li key={message.text}>
                {words.severity[message.severity]}
                {words.common.colon}
                {say(language, message)}
              </li>
            ))}
          </ul>
        </div>
      )}
    </Modal>
  )
}
