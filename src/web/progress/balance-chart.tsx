/** How much of each cap is used, as a share of it; caps in different units stand side by side that way. */
import { BarChart } from 'echarts/charts'
import { AriaComponent, GridComponent, MarkLineComponent, TooltipComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'
import type { QuotaBalance } from '#progress/quota.ts'
import { formatNumber } from '#web/number.ts'
import { accent, inkFont } from '#web/theme.ts'
import { useWords, wordFor } from '#web/words.ts'

use([BarChart, GridComponent, TooltipComponent, MarkLineComponent, AriaComponent, SVGRenderer])

const BalanceChart = ({
  balances,
  nameOf,
}: {
  balances: readonly QuotaBalance[]
  nameOf: (balance: QuotaBalance) => string
}) => {
  const words = useWords()
  const box = useRef<HTMLDivElement>(null)
  const known = balances.filter(({ used, cap }) => used !== null && cap.value > 0)
  const height = known.length * 38 + 64
  useEffect(() => {
    if (!box.current || known.length === 0) return
    const chart = init(box.current, null, { renderer: 'svg' })
    chart.setOption({
      animation: false,
      aria: { enabled: true, label: { description: words.progress.chart } },
      textStyle: { fontFamily: inkFont },
      grid: { left: 8, right: 180, top: 16, bottom: 8, containLabel: true },
      tooltip: {},
      xAxis: {
        type: 'value',
        min: 0,
        interval: 20,
        max: (range: { max: number }) => Math.max(120, Math.ceil(range.max / 20) * 20),
        axisLabel: { formatter: '{value}%', color: '#4d5b66' },
        splitLine: { lineStyle: { color: '#e3e8ea' } },
      },
      yAxis: {
        type: 'category',
        inverse: true,
        data: known.map(nameOf),
        axisTick: { show: false },
        axisLine: { lineStyle: { color: '#cbd3d8' } },
        axisLabel: { color: '#1c2730', width: 260, overflow: 'truncate' },
      },
      series: [
        {
          type: 'bar',
          barWidth: 16,
          data: known.map(({ used, cap }) => {
            const share = (100 * used!) / cap.value
            return { value: Number(share.toFixed(1)), itemStyle: { color: share > 100 ? '#b3261e' : accent } }
          }),
          label: {
            show: true,
            position: 'right',
            color: '#1c2730',
            // Legible also where it crosses the line of 100 %.
            backgroundColor: '#ffffff',
            padding: [2, 4],
            formatter: ({ dataIndex }: { dataIndex: number }) => {
              const { used, cap } = known[dataIndex]!
              return `${formatNumber(used!)} / ${formatNumber(cap.value)} ${wordFor(words.unitOf, cap.unit)}`
            },
          },
          tooltip: { valueFormatter: (value: unknown) => `${String(value)}%` },
          markLine: {
            silent: true,
            symbol: 'none',
            label: { show: false },
            lineStyle: { color: '#b3261e', type: 'dashed', width: 1.4 },
            data: [{ xAxis: 100 }],
          },
        },
      ],
    })
    const watch = new ResizeObserver(() => chart.resize())
    watch.observe(box.current)
    return () => {
      watch.disconnect()
      chart.dispose()
    }
  })
  if (known.length === 0) return null
  return (
    <figure className="chart-figure">
      <figcaption>{words.progress.chart}</figcaption>
      <div ref={box} className="chart" style={{ height }} />
    </figure>
  )
}

export default BalanceChart
