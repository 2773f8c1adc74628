import { Alert, Button, Input, Modal, Space } from 'antd'
import { useRef, useState } from 'react'
import { planeArea } from '#land/area.ts'
import type { Shape } from '#land/shape.ts'
import { ringsOf } from '#land/shape.ts'
import { type ApiError, api } from '#web/api.ts'
import { Icon } from '#web/icon.tsx'
import { Mark } from '#web/mark.tsx'
import { formatArea, formatNumber } from '#web/number.ts'
import { Failure } from '#web/state.tsx'
import type { CornersAnswer } from '#web/wire.ts'
import { say, useSpeech } from '#web/words.ts'

const toneOf = { info: 'idle', warning: 'reasons', error: 'fail' } as const

/** Corner points pasted or from a file, read by the server; what it says is told corner by corner before use. */
export const CornersDialog = ({
  region,
  use,
  close,
}: {
  region: string | null
  use: (area: Shape) => void
  close: () => void
}) => {
  const { words, language } = useSpeech()
  const w = words.corners
  const chooser = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<ApiError | null>(null)
  const [answer, setAnswer] = useState<CornersAnswer | null>(null)
  const read = async (source: string) => {
    setBusy(true)
    setError(null)
    setAnswer(null)
    try {
      setAnswer(await api.corners(source, region))
    } catch (failed) {
      setError(failed as ApiError)
    } finally {
      setBusy(false)
    }
  }
  const choose = async (file: File | undefined) => {
    if (!file) return
    const bytes = new Uint8Array(await file.arrayBuffer())
    const decoded = decode(bytes)
    setText(decoded)
    await read(decoded)
  }
  return (
    <Modal
      open
      width={680}
      title={w.title}
      onCancel={close}
      footer={
        <Space>
          <Button onClick={close}>{words.common.cancel}</Button>
          <Button onClick={() => read(text)} loading={busy} disabled={text.trim() === ''}>
            {w.read}
          </Button>
          <Button
            type="primary"
            disabled={!answer?.polygon}
            onClick={() => {
              if (answer?.polygon) use(answer.polygon)
              close()
            }}
          >
            {w.use}
          </Button>
        </Space>
      }
    >
      <p className="quiet">{w.lead}</p>
      <Input.TextArea
        rows={8}
        value={text}
        onChange={(event) => setText(event.target.value)}
        placeholder={w.placeholder}
        aria-label={w.title}
        className="corner-text"
        autoFocus
      />
      <div className="corner-file">
        <input
          ref={chooser}
          type="file"
          accept=".txt,.csv,.json,.geojson"
          aria-label={w.file}
          hidden
          onChange={(event) => choose(event.target.files?.[0])}
        />
        <Button icon={<Icon name="upload" size={16} />} onClick={() => chooser.current?.click()}>
          {w.file}
        </Button>
      </div>
      {error && <Failure error={error} />}
      {answer && (
        <section aria-live="polite" className="corner-answer">
          {answer.polygon ? (
            <dl className="facts">
              <Fact label={w.result} value={w.points(cornerCount(answer.polygon))} />
              {answer.zone !== null && <Fact label={words.map.coordinates} value={words.map.zone(answer.zone)} />}
              <AreaFact label={words.map.planeArea} area={answer.planeArea} />
              <AreaFact label={words.map.ellipsoidArea} area={answer.ellipsoidArea} />
              <AreaFact label={words.map.statedArea} area={answer.statedArea} />
            </dl>
          ) : (
            <Alert type="error" showIcon title={w.none} />
          )}
          {answer.mends.length > 0 && (
            <div className="corner-mends">
              <strong>{w.mends}</strong>
              <p className="quiet small">{w.mendsHint}</p>
              {answer.mends.map((mend) => (
                <div key={mend.text} className="corner-mend">
                  <span>
                    {say(language, mend)}
                    <span className="quiet"> {areaText(mend.shape)}</span>
                  </span>
                  <Button
                    size="small"
                    type={answer.polygon ? 'default' : 'primary'}
                    onClick={() => {
                      use(mend.shape)
                      close()
                    }}
                  >
                    {w.accept}
                  </Button>
                </div>
              ))}
            </div>
          )}
          {answer.messages.length > 0 && (
            <ul className="plain corner-messages">
              {answer.messages.map((message) => (
                <li key={`${message.text}${message.corner}${message.row}`}>
                  <Mark tone={toneOf[message.severity]}>{words.severity[message.severity]}</Mark>
                  <span>{say(language, message)}</span>
                </li>
              ))}
            </ul>
          )}
        </section>
      )}
    </Modal>
  )
}

const Fact = ({ label, value }: { label: string; value: string }) => (
  <div>
    <dt>{label}</dt>
    <dd>{value}</dd>
  </div>
)

const AreaFact = ({ label, area }: { label: string; area: number | null }) =>
  area === null || area === undefined ? null : <Fact label={label} value={`${formatNumber(area, 2)} m²`} />

const areaText = (shape: Shape): string => {
  const { value, unit } = formatArea(planeArea(shape))
  return `${value} ${unit}`
}

const cornerCount = (shape: Shape): number =>
  ringsOf(shape).reduce((sum, ring) => sum + Math.max(0, ring.length - 1), 0)

/** Offices still write GB18030: it is taken where the bytes are no UTF-8. */
const decode = (bytes: Uint8Array): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}
