/** The form of an application. Every change goes straight to the rules; nothing has to be submitted to be judged. */
import { Form, Input, InputNumber, Radio, Select } from 'antd'
import { memo, useMemo } from 'react'
import { altitudeFault } from '#rules/altitude.ts'
import { RegionSelect, regionName } from '#web/region.tsx'
import { areaUnits, lifeUnits, outputUnits, reserveUnits } from '#web/units.ts'
import type { PlanEntry } from '#web/wire.ts'
import { say, useSpeech } from '#web/words.ts'
import { type Draft, grows } from './draft.ts'
import { ChoiceInput, Field, LimitsInput, QuantityInput, SuggestInput, TagsInput } from './fields.tsx'
import type { Bench } from './judge.ts'
import { offersOf } from './offers.ts'

type Props = {
  draft: Draft
  change: (part: Partial<Draft>) => void
  plans: readonly PlanEntry[]
  bench: Bench | undefined
  /** Fields to complain about, once submitting was tried. */
  wanting: ReadonlySet<keyof Draft>
  /** An application is amended: who applies, and before which plan, stays. */
  amending: boolean
}

export const ApplicationForm = memo(({ draft, change, plans, bench, wanting, amending }: Props) => {
  const { words, language } = useSpeech()
  const w = words.review.form
  const offers = useMemo(() => offersOf(bench, draft.act), [bench, draft.act])
  const open = words.common.unknown
  const dateWrong = draft.date !== '' && !/^\d{4}-\d{2}-\d{2}$/.test(draft.date)
  const { upper = null, lower = null } = draft.altitude ?? {}
  const fault = upper !== null && lower !== null ? altitudeFault({ upper, lower }) : null
  const half = (upper === null) !== (lower === null)
  const altitudeWrong = fault ? say(language, fault) : half ? w.altitudeHalf : null
  return (
    <Form layout="vertical" className="application-form" component="div">
      <section>
        <h2>{w.groups.matter}</h2>
        <div className="form-grid">
          <Field name="planId" wide label={w.plan} required error={wanting.has('planId') ? w.needPlan : null}>
            {(id) => (
              <Select
                id={id}
                disabled={amending}
                value={draft.planId}
                onChange={(planId: string) => change({ planId })}
                options={plans.map((plan) => ({ value: plan.id, label: plan.title || regionName(plan.region) }))}
              />
            )}
          </Field>
          <Field
            name="applicant"
            wide
            label={w.applicant}
            required
            error={wanting.has('applicant') ? w.needApplicant : null}
          >
            {(id) => (
              <Input
                id={id}
                disabled={amending}
                value={draft.applicant}
                placeholder={w.applicantHint}
                onChange={(event) => change({ applicant: event.target.value })}
              />
            )}
          </Field>
          <Field name="act" label={w.act}>
            {(id) => (
              <Radio.Group
                id={id}
                optionType="button"
                value={draft.act}
                onChange={(event) => change({ act: event.target.value as Draft['act'] })}
                options={[
                  { value: 'mining', label: words.act.mining },
                  { value: 'exploration', label: words.act.exploration },
                ]}
              />
            )}
          </Field>
          <Field name="event" label={w.event}>
            {(id) => (
              <Select
                id={id}
                value={draft.event}
                onChange={(event: Draft['event']) => change({ event })}
                options={Object.entries(words.event).map(([value, label]) => ({
                  value: value as Draft['event'],
                  label,
                }))}
              />
            )}
          </Field>
          {grows.has(draft.event) && (
            <Field name="mine" wide label={w.mine}>
              {(id) => (
                <Select<string | null>
                  id={id}
                  allowClear={{ label: words.common.clear }}
                  showSearch={{ optionFilterProp: 'label' }}
                  placeholder={w.mineHint}
                  notFoundContent={w.mineNone}
                  value={draft.mine}
                  onChange={(mine) => change({ mine: mine ?? null })}
                  options={withPresent(offers.mines, draft.mine)}
                />
              )}
            </Field>
          )}
          {(draft.event === 'change' || draft.event === 'expansion') && (
            <Field name="changes" wide label={w.changes}>
              {(id) => (
                <TagsInput
                  id={id}
                  value={draft.changes}
                  options={Object.entries(words.review.change).map(([value, label]) => ({ value, label }))}
                  onChange={(changes) => change({ changes })}
                />
              )}
            </Field>
          )}
          <Field name="date" label={w.date} error={dateWrong ? w.dateWrong : null}>
            {(id) => (
              <Input
                id={id}
                value={draft.date}
                placeholder={w.dateHint}
                onChange={(event) => change({ date: event.target.value })}
              />
            )}
          </Field>
          <Field name="purposes" label={w.purposes}>
            {(id) => (
              <TagsInput
                id={id}
                value={draft.purposes}
                placeholder={words.common.optional}
                options={Object.entries(words.review.purpose).map(([value, label]) => ({ value, label }))}
                onChange={(purposes) => change({ purposes })}
              />
            )}
          </Field>
        </div>
      </section>
      <section>
        <h2>{w.groups.resource}</h2>
        <div className="form-grid">
          <Field name="minerals" label={w.minerals} required error={wanting.has('minerals') ? w.needMinerals : null}>
            {(id) => (
              <TagsInput
                id={id}
                value={draft.minerals}
                options={offers.minerals}
                placeholder={w.mineralsHint}
                onChange={(minerals) => change({ minerals })}
              />
            )}
          </Field>
          <Field name="variety" label={w.variety}>
            {(id) => (
              <SuggestInput
                id={id}
                value={draft.variety}
                options={offers.varieties}
                placeholder={w.varietyHint}
                onChange={(variety) => change({ variety })}
              />
            )}
          </Field>
          {draft.act === 'mining' && (
            <>
              <Field name="annualOutput" label={w.annualOutput}>
                {(id) => (
                  <QuantityInput
                    id={id}
                    label={w.annualOutput}
                    placeholder={w.outputHint}
                    value={draft.annualOutput}
                    units={outputUnits}
                    onChange={(annualOutput) => change({ annualOutput })}
                  />
                )}
              </Field>
              <Field name="serviceLife" label={w.serviceLife}>
                {(id) => (
                  <QuantityInput
                    id={id}
                    label={w.serviceLife}
                    placeholder={w.lifeHint}
                    value={draft.serviceLife}
                    units={lifeUnits}
                    onChange={(serviceLife) => change({ serviceLife })}
                  />
                )}
              </Field>
              <Field name="method" label={w.method}>
                {(id) => (
                  <ChoiceInput
                    id={id}
                    value={draft.method}
                    words={words.method}
                    placeholder={open}
                    onChange={(method) => change({ method })}
                  />
                )}
              </Field>
            </>
          )}
          <Field name="depositScale" label={w.depositScale}>
            {(id) => (
              <ChoiceInput
                id={id}
                value={draft.depositScale}
                words={words.scale}
                placeholder={open}
                onChange={(depositScale) => change({ depositScale })}
              />
            )}
          </Field>
          <Field name="reserves" label={w.reserves}>
            {(id) => (
              <QuantityInput
                id={id}
                label={w.reserves}
                placeholder={w.reservesHint}
                value={draft.reserves}
                units={reserveUnits}
                onChange={(reserves) => change({ reserves })}
              />
            )}
          </Field>
          {draft.act === 'mining' && (
            <Field name="density" label={w.density}>
              {(id) => (
                <InputNumber
                  id={id}
                  className="quantity"
                  min={0}
                  controls={false}
                  suffix={w.densityUnit}
                  placeholder={w.densityHint}
                  value={draft.density}
                  onChange={(density) => change({ density })}
                />
              )}
            </Field>
          )}
        </div>
      </section>
      <section>
        <h2>{w.groups.place}</h2>
        <div className="form-grid">
          <Field name="region" label={w.region} required error={wanting.has('region') ? w.needRegion : null}>
            {(id) => <RegionSelect id={id} value={draft.region} onChange={(region) => change({ region })} />}
          </Field>
          <Field name="township" label={w.township}>
            {(id) => (
              <SuggestInput
                id={id}
                value={draft.township}
                options={offers.townships}
                placeholder={open}
                onChange={(township) => change({ township })}
              />
            )}
          </Field>
          <Field name="block" label={w.block}>
            {(id) => (
              <Select<string | null>
                id={id}
                allowClear={{ label: words.common.clear }}
                showSearch={{ optionFilterProp: 'label' }}
                placeholder={open}
                value={draft.block}
                onChange={(block) => change({ block: block ?? null })}
                options={[{ value: 'none', label: w.blockNone }, ...withPresent(offers.blocks, draft.block)]}
              />
            )}
          </Field>
          <Field name="onFarmland" label={w.onFarmland}>
            {(id) => (
              <ChoiceInput<'yes' | 'no'>
                id={id}
                value={draft.onFarmland === null ? null : draft.onFarmland ? 'yes' : 'no'}
                words={{ yes: words.common.yes, no: words.common.no }}
                placeholder={open}
                onChange={(answer) => change({ onFarmland: answer === null ? null : answer === 'yes' })}
              />
            )}
          </Field>
          {(draft.act === 'mining' || draft.altitude) && (
            <Field name="altitude" label={w.altitude} hint={w.altitudeDatum} error={altitudeWrong}>
              {(id) => (
                <LimitsInput
                  id={id}
                  label={w.altitude}
                  value={draft.altitude}
                  onChange={(altitude) => change({ altitude })}
                />
              )}
            </Field>
          )}
          <Field name="statedArea" label={w.statedArea}>
            {(id) => (
              <QuantityInput
                id={id}
                label={w.statedArea}
                placeholder={w.statedAreaHint}
                value={draft.statedArea}
                units={areaUnits}
                onChange={(statedArea) => change({ statedArea })}
              />
            )}
          </Field>
          <Field name="inside" wide label={w.inside}>
            {(id) => (
              <TagsInput
                id={id}
                value={draft.inside ? (draft.inside.length === 0 ? [w.insideNone] : draft.inside) : []}
                options={[w.insideNone, ...offers.zones]}
                placeholder={open}
                onChange={(chosen) => change({ inside: insideFrom(chosen, w.insideNone) })}
              />
            )}
          </Field>
        </div>
      </section>
      <section>
        <h2>{w.groups.papers}</h2>
        <div className="form-grid">
          <Field name="documents" wide label={w.documents}>
            {(id) => (
              <TagsInput
                id={id}
                value={draft.documents ?? []}
                options={offers.documents}
                placeholder={open}
                onChange={(documents) => change({ documents: documents.length > 0 ? documents : null })}
              />
            )}
          </Field>
          <Field name="undertakings" wide label={w.undertakings}>
            {(id) => (
              <TagsInput
                id={id}
                value={draft.undertakings ?? []}
                options={offers.undertakings}
                placeholder={open}
                onChange={(undertakings) => change({ undertakings: undertakings.length > 0 ? undertakings : null })}
              />
            )}
          </Field>
        </div>
      </section>
    </Form>
  )
})

/** Choosing "in no zone" takes the zones away, choosing a zone takes "in no zone" away. */
const insideFrom = (chosen: readonly string[], none: string): readonly string[] | null => {
  if (chosen.length === 0) return null
  if (chosen.at(-1) === none) return []
  return chosen.filter((each) => each !== none)
}

type Option = { readonly value: string; readonly label: string }

const withPresent = (options: readonly Option[], present: string | null): Option[] =>
  present && present !== 'none' && !options.some(({ value }) => value === present)
    ? [...options, { value: present, label: present }]
    : [...options]
