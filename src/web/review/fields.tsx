/** The small inputs of the application form. */
import { AutoComplete, Form, Input, InputNumber, Select, Space } from 'antd'
import { type ReactNode, useId } from 'react'
import type { Quantity } from '#mineral/quantity.ts'
import { heightUnits } from '#web/units.ts'
import { useWords, wordFor } from '#web/words.ts'
import type { WrittenLimits } from './draft.ts'

/** The id of a field's input, so that a missing fact leads to it. */
export const fieldId = (name: string): string => `field-${name}`

export const Field = ({
  name,
  label,
  hint,
  error,
  required,
  wide,
  children,
}: {
  name?: string
  label: string
  hint?: string | undefined
  error?: string | null | undefined
  required?: boolean
  wide?: boolean
  children: (id: string) => ReactNode
}) => {
  const own = useId()
  const id = name ? fieldId(name) : own
  return (
    <Form.Item
      label={label}
      htmlFor={id}
      {...(required ? { required } : {})}
      {...(hint ? { extra: hint } : {})}
      {...(error ? { validateStatus: 'error' as const, help: error } : {})}
      {...(wide ? { className: 'wide' } : {})}
    >
      {children(id)}
    </Form.Item>
  )
}

/** A number with its unit; cleared, it is unknown again. */
export const QuantityInput = ({
  id,
  label,
  placeholder,
  value,
  units,
  onChange,
}: {
  id: string
  label: string
  placeholder?: string
  value: Quantity | null
  units: readonly string[]
  onChange: (value: Quantity | null) => void
}) => {
  const words = useWords()
  const unit = value?.unit ?? units[0]!
  return (
    <Space.Compact block>
      <InputNumber
        id={id}
        className="quantity"
        min={0}
        controls={false}
        {...(placeholder ? { placeholder } : {})}
        value={value?.value ?? null}
        onChange={(number) => onChange(typeof number === 'number' ? { value: number, unit } : null)}
      />
      {units.length > 1 ? (
        <Select
          aria-label={`${label} ${words.common.unit}`}
          className="quantity-unit"
          value={unit}
          onChange={(next: string) => onChange(value ? { ...value, unit: next } : { value: 0, unit: next })}
          options={units.map((each) => ({ value: each, label: wordFor(words.unitOf, each) }))}
        />
      ) : (
        <Input
          className="quantity-unit"
          value={wordFor(words.unitOf, unit)}
          readOnly
          tabIndex={-1}
          aria-label={words.common.unit}
        />
      )}
    </Space.Compact>
  )
}

/** The upper and the lower of two heights in metres; both cleared, they are unknown again. */
export const LimitsInput = ({
  id,
  label,
  value,
  onChange,
}: {
  id: string
  label: string
  value: WrittenLimits | null
  onChange: (value: WrittenLimits | null) => void
}) => {
  const words = useWords()
  const w = words.review.form
  const { upper = null, lower = null } = value ?? {}
  const set = (next: WrittenLimits) => onChange(next.upper === null && next.lower === null ? null : next)
  const bound = (key: 'upper' | 'lower', word: string) => (
    <InputNumber
      {...(key === 'upper' ? { id } : {})}
      className="quantity"
      controls={false}
      suffix={wordFor(words.unitOf, heightUnits[0])}
      placeholder={word}
      aria-label={`${label} ${word}`}
      value={value?.[key] ?? null}
      onChange={(metres) => set({ upper, lower, [key]: metres })}
    />
  )
  return (
    <Space.Compact block>
      {bound('upper', w.altitudeUpper)}
      {bound('lower', w.altitudeLower)}
    </Space.Compact>
  )
}

/** Free text with what the plan offers; empty is unknown. */
export const SuggestInput = ({
  id,
  value,
  options,
  placeholder,
  onChange,
}: {
  id: string
  value: string | null
  options: readonly string[]
  placeholder?: string
  onChange: (value: string | null) => void
}) => {
  const words = useWords()
  return (
    <AutoComplete
      id={id}
      allowClear={{ label: words.common.clear }}
      value={value ?? ''}
      {...(placeholder ? { placeholder } : {})}
      options={options.map((each) => ({ value: each }))}
      showSearch={{ filterOption: (typed, option) => String(option?.value ?? '').includes(typed) }}
      onChange={(text: string | undefined) => onChange(text || null)}
    />
  )
}

/** Several words, chosen or typed. */
export const TagsInput = ({
  id,
  value,
  options,
  placeholder,
  onChange,
}: {
  id: string
  value: readonly string[]
  options: readonly (string | { value: string; label: string })[]
  placeholder?: string
  onChange: (value: string[]) => void
}) => {
  const words = useWords()
  return (
    <Select<string[]>
      id={id}
      mode="tags"
      allowClear={{ label: words.common.clear }}
      tokenSeparators={['、', ',', '，', ';', '；']}
      value={[...value]}
      {...(placeholder ? { placeholder } : {})}
      options={options.map((each) => (typeof each === 'string' ? { value: each, label: each } : each))}
      onChange={onChange}
    />
  )
}

/** One of a few words, or unknown. */
export const ChoiceInput = <T extends string>({
  id,
  value,
  words,
  placeholder,
  onChange,
}: {
  id: string
  value: T | null
  words: Readonly<Record<string, string>>
  placeholder: string
  onChange: (value: T | null) => void
}) => {
  const { common } = useWords()
  return (
    <Select<T | null>
      id={id}
      allowClear={{ label: common.clear }}
      placeholder={placeholder}
      value={value}
      onChange={(next) => onChange(next ?? null)}
      options={Object.entries(words).map(([key, label]) => ({ value: key as T, label }))}
    />
  )
}
