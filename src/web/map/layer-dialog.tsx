import { App, Select, Table, Upload } from 'antd'
import { useState } from 'react'
import type { Openness } from '#review/openness.ts'
import { type ApiError, api } from '#web/api.ts'
import { Dialog } from '#web/dialog.tsx'
import { Icon } from '#web/icon.tsx'
import { useLoad } from '#web/load.ts'
import { Mark } from '#web/mark.tsx'
import { formatNumber } from '#web/number.ts'
import { RegionSelect } from '#web/region.tsx'
import { explain, Failure } from '#web/state.tsx'
import { formatTime } from '#web/time.ts'
import type { LayerEntry, LayersAnswer } from '#web/wire.ts'
import { say, useSpeech } from '#web/words.ts'
import { layerTitle } from './layer-title.ts'

/**
 * The layers of a region: what is there and since when, who may see it, and files brought in. A file's layers take the
 * place of those of the same name.
 */
export const LayerDialog = ({
  region: present,
  close,
  changed,
}: {
  region: string | null
  close: () => void
  changed: () => void
}) => {
  const speech = useSpeech()
  const { words, language } = speech
  const w = words.map.manage
  const { message } = App.useApp()
  const [region, setRegion] = useState(present)
  const layers = useLoad(region ? `managed-layers-${region}` : null, () => api.layers(region))
  const tell = () => {
    layers.again()
    changed()
  }
  const open = (layer: string, openness: Openness) =>
    api.setOpenness(layer, region!, openness).then(tell, (error: ApiError) => {
      message.error(explain(error, words, language))
    })
  return (
    <Dialog title={w.title} onCancel={close} footer={null} width={760}>
      <p className="quiet">{w.lead}</p>
      <div className="section">
        <RegionSelect value={region} onChange={setRegion} />
      </div>
      {region && <FileDrop key={region} region={region} added={tell} />}
      {layers.error && <Failure error={layers.error} again={layers.again} />}
      {region && (
        <Table<LayerEntry>
          className="section managed-layers"
          size="small"
          rowKey="name"
          loading={layers.loading}
          dataSource={[...(layers.data ?? [])]}
          pagination={false}
          scroll={{ x: 620, y: 320 }}
          columns={[
            { title: words.map.layers, key: 'title', render: (_, layer) => layerTitle(layer, speech) },
            {
              title: w.count,
              dataIndex: 'count',
              width: 90,
              align: 'right',
              render: (count: number) => formatNumber(count),
            },
            { title: w.since, dataIndex: 'at', width: 150, render: (at: string) => formatTime(at, language) },
            {
              title: w.openness,
              key: 'openness',
              width: 190,
              render: (_, layer) => (
                <Select<Openness>
                  size="small"
                  className="openness"
                  aria-label={`${layerTitle(layer, speech)} ${w.openness}`}
                  value={layer.openness}
                  onChange={(openness) => open(layer.name, openness)}
                  options={Object.entries(w.opennesses).map(([value, label]) => ({ value: value as Openness, label }))}
                />
              ),
            },
          ]}
        />
      )}
    </Dialog>
  )
}

const FileDrop = ({ region, added }: { region: string; added: () => void }) => {
  const { words, language } = useSpeech()
  const w = words.map.manage
  const [file, setFile] = useState<File | null>(null)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<ApiError | null>(null)
  const [answer, setAnswer] = useState<LayersAnswer | null>(null)
  const send = async (chosen: File) => {
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
    <>
      <Upload.Dragger
        multiple={false}
        showUploadList={false}
        accept=".zip,.gpkg,.geojson,.json,.dxf"
        disabled={busy}
        beforeUpload={(chosen) => {
          void send(chosen)
          return false
        }}
      >
        <div className="drop">
          <Icon name="upload" size={24} />
          <strong>{file?.name ?? w.choose}</strong>
          <span className="quiet">{w.formats}</span>
        </div>
      </Upload.Dragger>
      {busy && <div className="bar" role="status" aria-label={words.common.loading} />}
      {error && <Failure error={error} />}
      {answer && (
        <div aria-live="polite" className="imported">
          {answer.layers.map((layer) => (
            <p key={layer.name}>
              <Mark tone="pass">{layer.title}</Mark> {words.map.features(formatNumber(layer.count))}
            </p>
          ))}
          <ul className="plain small quiet">
            {answer.messages.map((told) => (
              <li key={told.text}>
                {words.severity[told.severity]}
                {words.common.colon}
                {say(language, told)}
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  )
}
