import { Alert, Button, Input, InputNumber, Space } from 'antd'
import { type ReactNode, useRef, useState } from 'react'
import { planeArea } from '#land/area.ts'
import type { LandMessage } from '#land/message.ts'
import type { Shape } from '#land/shape.ts'
import { ringsOf } from '#land/shape.ts'
import { altitudeWords } from '#rules/altitude.ts'
import { type ApiError, api } from '#web/api.ts'
import { Dialog } from '#web/dialog.tsx'
import { Icon } from '#web/icon.tsx'
import { Mark } from '#web/mark.tsx'
import { formatArea, formatNumber } from '#web/number.ts'
import { Failure } from '#web/state.tsx'
import type { CornersAnswer } from '#web/wire.ts'
import { say, useSpeech, wordFor } from '#web/words.ts'
import type { BesideCorners } from './drawn.ts'

const toneOf = { info: 'idle', warning: 'reasons', error: 'fail' } as const

const severities = ['error', 'warning', 'info'] as const
const bySeverity = (a: LandMessage, b: LandMessage): number =>
  severities.indexOf(a.severity) - severities.indexOf(b.severity)

/** Corner points pasted or from a file, read by the server; what it says is told corner by corner before use. */
export const CornersDialog = ({
  region,
  use,
  close,
}: {
  region: string | null
  use: (area: Shape, beside: BesideCorners) => void
  close: () => void
}) => {
  const { words, language } = useSpeech()
  const w = words.corners
  const chooser = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<ApiError | null>(null)
  const [answer, setAnswer] = useState<CornersAnswer | null>(null)
  const [zone, setZone] = useState<number | null>(null)
  const [parameters, setParameters] = useState('')
  const during = async (work: () => Promise<void>) => {
    setBusy(true)
    setError(null)
    setAnswer(null)
    try {
      await work()
    } catch (failed) {
      setError(failed as ApiError)
    } finally {
      setBusy(false)
    }
  }
  const readText = async (source: string, said: { zone?: number; parameters?: string }) =>
    setAnswer(await api.corners(source, region, said))
  const read = () =>
    during(() => readText(text, { ...(zone === null ? {} : { zone }), ...(parameters.trim() ? { parameters } : {}) }))
  const forget = () => {
    setZone(null)
    setParameters('')
  }
  const choose = async (file: File | undefined) => {
    if (!file) return
    forget()
    await during(async () => {
      const { text: found } = await api.cornerText(file)
      setText(found)
      await readText(found, {})
    })
  }
  const accept = (area: Shape) => {
    use(area, { altitude: answer?.altitude ?? null, statedArea: answer?.stated ?? null })
    close()
  }
  const old = answer?.datum === 'Xian80' || answer?.datum === 'Beijing54'
  return (
    <Dialog
      width={680}
      title={w.title}
      onCancel={close}
      footer={
        <Space>
          <Button onClick={close}>{words.common.cancel}</Button>
          <Button onClick={read} loading={busy} disabled={text.trim() === ''}>
            {w.read}
          </Button>
          <Button type="primary" disabled={!answer?.polygon} onClick={() => answer?.polygon && accept(answer.polygon)}>
            {w.use}
          </Button>
        </Space>
      }
    >
      <p className="quiet">{w.lead}</p>
      <Input.TextArea
        rows={8}
        value={text}
        onChange={(event) => {
          setText(event.target.value)
          if (event.target.value.trim() === '') forget()
        }}
        placeholder={w.placeholder}
        aria-label={w.title}
        className="corner-text"
      />
      <div className="corner-file">
        <input
          ref={chooser}
          type="file"
          accept=".txt,.csv,.dat,.xlsx,.json,.geojson,.wkt,.kml"
          aria-label={w.file}
          hidden
          onChange={(event) => {
            choose(event.target.files?.[0])
            // The same file again, once it has been corrected.
            event.target.value = ''
          }}
        />
        <Button icon={<Icon name="upload" size={16} />} onClick={() => chooser.current?.click()}>
          {w.file}
        </Button>
      </div>
      {error && <Failure error={error} />}
      {answer && (
        <section aria-live="polite" className="corner-answer">
          {!answer.polygon && <Alert type="error" showIcon title={w.none} />}
          {(answer.polygon || answer.stated || answer.altitude) && (
            <dl className="facts">
              {answer.polygon && <Fact label={w.result} value={w.points(cornerCount(answer.polygon))} />}
              {answer.polygon && answer.zone !== null && (
                <Fact label={words.map.coordinates} value={words.map.zone(answer.zone)} />
              )}
              <AreaFact label={words.map.planeArea} area={answer.planeArea} />
              <AreaFact label={words.map.ellipsoidArea} area={answer.ellipsoidArea} />
              {answer.stated && (
                <Fact
                  label={words.review.form.statedArea}
                  value={`${formatNumber(answer.stated.value, 6)} ${wordFor(words.unitOf, answer.stated.unit)}`}
                />
              )}
              {answer.altitude && (
                <Fact label={words.review.form.altitude} value={say(language, altitudeWords(answer.altitude))} />
              )}
            </dl>
          )}
          {(answer.zoneWanted || zone !== null) && (
            <Asked label={w.zone} hint={w.zoneHint}>
              <InputNumber min={13} max={45} precision={0} value={zone} onChange={setZone} aria-label={w.zone} />
              <Button onClick={read} disabled={zone === null}>
                {w.again}
              </Button>
            </Asked>
          )}
          {old && (
            <Asked label={w.parameters} hint={w.parametersHint}>
              <Input
                value={parameters}
                onChange={(event) => setParameters(event.target.value)}
                placeholder="dx,dy,dz,rx,ry,rz,ppm"
                aria-label={w.parameters}
              />
              <Button onClick={read} disabled={parameters.trim() === ''}>
                {w.again}
              </Button>
            </Asked>
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
                  <Button size="small" type={answer.polygon ? 'default' : 'primary'} onClick={() => accept(mend.shape)}>
                    {w.accept}
                  </Button>
                </div>
              ))}
            </div>
          )}
          {answer.messages.length > 0 && (
            <ul className="plain corner-messages">
              {[...answer.messages].sort(bySeverity).map((message) => (
                <li key={`${message.text}${message.corner}${message.row}`}>
                  <Mark tone={toneOf[message.severity]}>{words.severity[message.severity]}</Mark>
                  <span>{say(language, message)}</span>
                </li>
              ))}
            </ul>
          )}
        </section>
      )}
    </Dialog>
  )
}

const Fact = ({ label, value }: { label: string; value: string }) => (
  <div>
    <dt>{label}</dt>
    <dd>{value}</dd>
  </div>
)

/** What only a person can say, asked for where it is missed. */
const Asked = ({ label, hint, children }: { label: string; hint: string; children: ReactNode }) => (
  <div className="corner-mends">
    <strong>{label}</strong>
    <p className="quiet small">{hint}</p>
    <Space.Compact block>{children}</Space.Compact>
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
