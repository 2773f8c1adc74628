import { AutoComplete, Form, Input, InputNumber, Select } from 'antd'
import type { MineEntry, MineStatus } from '#rules/situation.ts'
import { api } from '#web/api.ts'
import { FormDialog } from '#web/form-dialog.tsx'
import { outputUnits, returnUnits } from '#web/units.ts'
import { useWords, wordFor } from '#web/words.ts'

type Common = { region: string; close: () => void; added: () => void }

const options = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([value, label]) => ({ value, label }))

type MineFields = {
  name: string
  minerals: string[]
  scale?: MineEntry['scale']
  township?: string
  inside?: string[]
  block?: string
  longitude?: number | null
  latitude?: number | null
  status: MineStatus
  output?: number | null
  unit: string
}

export const AddMine = ({ region, close, added }: Common) => {
  const words = useWords()
  const w = words.ledger
  const { form } = words.review
  const needed = (what: string) => [{ required: true, message: w.needed(what) }]
  const together =
    (other: 'longitude' | 'latitude') =>
    ({ getFieldValue }: { getFieldValue: (name: string) => unknown }) => ({
      validator: (_: unknown, value: unknown) =>
        typeof value === 'number' || typeof getFieldValue(other) !== 'number'
          ? Promise.resolve()
          : Promise.reject(new Error(w.bothNeeded)),
    })
  return (
    <FormDialog<MineFields>
      title={w.addMine}
      initial={{ status: 'producing', unit: outputUnits[0], minerals: [] }}
      close={close}
      kept={w.added}
      done={added}
      send={({ name, minerals, scale, status, output, unit, township, inside, block, longitude, latitude }) =>
        api.addMine({
          region,
          name: name.trim(),
          minerals,
          status,
          ...(scale ? { scale } : {}),
          ...(township?.trim() ? { township: township.trim() } : {}),
          ...(inside && inside.length > 0 ? { inside: inside.filter((zone) => zone !== form.insideNone) } : {}),
          ...(block?.trim() ? { block: block.trim() === form.blockNone ? 'none' : block.trim() } : {}),
          ...(typeof longitude === 'number' && typeof latitude === 'number'
            ? { location: { type: 'Point', coordinates: [longitude, latitude] } }
            : {}),
          ...(typeof output === 'number' ? { annualOutput: { value: output, unit } } : {}),
        })
      }
    >
      <Form.Item name="name" label={w.columns.name} rules={needed(w.columns.name)}>
        <Input />
      </Form.Item>
      <Form.Item name="minerals" label={w.columns.minerals} rules={needed(w.columns.minerals)}>
        <Select mode="tags" tokenSeparators={['、', ',', '，']} open={false} suffixIcon={null} />
      </Form.Item>
      <div className="form-grid">
        <Form.Item name="status" label={w.columns.status}>
          <Select options={options(w.status)} />
        </Form.Item>
        <Form.Item name="scale" label={w.columns.scale}>
          <Select allowClear placeholder={words.common.unknown} options={options(words.scale)} />
        </Form.Item>
        <Form.Item name="output" label={w.columns.annualOutput}>
          <InputNumber min={0} controls={false} className="quantity" />
        </Form.Item>
        <Form.Item name="unit" label={words.common.unit}>
          <Select options={outputUnits.map((value) => ({ value, label: wordFor(words.unitOf, value) }))} />
        </Form.Item>
      </div>
      <div className="form-grid">
        <Form.Item name="township" label={form.township}>
          <Input placeholder={words.common.unknown} />
        </Form.Item>
        <Form.Item name="inside" label={form.inside}>
          <Select
            mode="tags"
            tokenSeparators={['、', ',', '，']}
            placeholder={words.common.unknown}
            options={[{ value: form.insideNone }]}
          />
        </Form.Item>
        <Form.Item name="block" label={form.block} className="wide">
          <AutoComplete placeholder={words.common.unknown} options={[{ value: form.blockNone }]} />
        </Form.Item>
        <Form.Item name="longitude" label={w.longitude} dependencies={['latitude']} rules={[together('latitude')]}>
          <InputNumber min={73} max={136} controls={false} className="quantity" placeholder={words.common.optional} />
        </Form.Item>
        <Form.Item name="latitude" label={w.latitude} dependencies={['longitude']} rules={[together('longitude')]}>
          <InputNumber min={3} max={54} controls={false} className="quantity" placeholder={words.common.optional} />
        </Form.Item>
      </div>
      <p className="quiet small">{w.locationHint}</p>
    </FormDialog>
  )
}

type ReturnFields = { mine: string; year: number; output: number; unit: string }

export const AddReturn = ({ region, mines, close, added }: Common & { mines: readonly string[] }) => {
  const words = useWords()
  const w = words.ledger
  const needed = (what: string) => [{ required: true, message: w.needed(what) }]
  return (
    <FormDialog<ReturnFields>
      title={w.addReturn}
      initial={{ year: new Date().getFullYear() - 1, unit: returnUnits[0] }}
      close={close}
      kept={w.added}
      done={added}
      send={({ mine, year, output, unit }) =>
        api.addReturn({ region, mine: mine.trim(), year, output: { value: output, unit } })
      }
    >
      <Form.Item name="mine" label={w.columns.mine} rules={needed(w.columns.mine)}>
        <AutoComplete
          options={mines.map((value) => ({ value }))}
          showSearch={{ filterOption: (typed, option) => String(option?.value ?? '').includes(typed) }}
        />
      </Form.Item>
      <Form.Item name="year" label={w.columns.year} rules={needed(w.columns.year)}>
        <InputNumber min={1949} max={2100} controls={false} className="quantity" />
      </Form.Item>
      <div className="form-grid">
        <Form.Item name="output" label={w.columns.output} rules={needed(w.columns.output)}>
          <InputNumber min={0} controls={false} className="quantity" />
        </Form.Item>
        <Form.Item name="unit" label={words.common.unit}>
          <Select options={returnUnits.map((value) => ({ value, label: wordFor(words.unitOf, value) }))} />
        </Form.Item>
      </div>
    </FormDialog>
  )
}
