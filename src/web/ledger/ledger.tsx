import { Button, Input, Segmented } from 'antd'
import { useState } from 'react'
import { api } from '#web/api.ts'
import { Icon } from '#web/icon.tsx'
import { useLoad } from '#web/load.ts'
import { Page } from '#web/page.tsx'
import { RegionSelect, useOwnRegion, useRegions } from '#web/region.tsx'
import { Loaded, Nothing } from '#web/state.tsx'
import { useWords } from '#web/words.ts'
import { AddMine, AddReturn } from './add-record.tsx'
import { ExportButton, ImportDialog } from './import-dialog.tsx'
import { MinesTable } from './mines-table.tsx'
import { ReturnsTable } from './returns-table.tsx'

type Book = 'mines' | 'returns'

const Ledger = () => {
  const words = useWords()
  const w = words.ledger
  const own = useOwnRegion()
  const regions = useRegions()
  const [chosen, setRegion] = useState<string | null>(own)
  const region = chosen ?? regions.find(({ level }) => level === 'county')?.code ?? null
  const [book, setBook] = useState<Book>('mines')
  const [filter, setFilter] = useState('')
  const [adding, setAdding] = useState(false)
  const [importing, setImporting] = useState(false)
  const mines = useLoad(region ? `mines-${region}` : null, () => api.mines(region))
  const returns = useLoad(region && book === 'returns' ? `returns-${region}` : null, () => api.returns(region))
  const add = (
    <Button type="primary" icon={<Icon name="plus" size={16} />} disabled={!region} onClick={() => setAdding(true)}>
      {words.common.add}
    </Button>
  )
  return (
    <Page
      title={w.title}
      actions={
        <>
          <RegionSelect value={region} onChange={setRegion} />
          {region && <ExportButton region={region} />}
          <Button icon={<Icon name="upload" size={16} />} disabled={!region} onClick={() => setImporting(true)}>
            {w.import.open}
          </Button>
          {add}
        </>
      }
    >
      <div className="toolbar">
        <Segmented<Book>
          value={book}
          onChange={setBook}
          options={[
            { value: 'mines', label: w.mines },
            { value: 'returns', label: w.returns },
          ]}
        />
        <Input
          allowClear
          className="filter"
          prefix={<Icon name="search" size={16} />}
          value={filter}
          onChange={(event) => setFilter(event.target.value)}
          placeholder={w.filter}
          aria-label={w.filter}
        />
      </div>
      {!region ? (
        <Nothing title={w.chooseRegion} />
      ) : book === 'mines' ? (
        <Loaded load={mines}>
          {(entries) =>
            entries.length === 0 ? (
              <Nothing title={w.minesEmpty} hint={w.emptyHint}>
                {add}
              </Nothing>
            ) : (
              <MinesTable mines={entries} filter={filter} />
            )
          }
        </Loaded>
      ) : (
        <Loaded load={returns}>
          {(entries) =>
            entries.length === 0 ? (
              <Nothing title={w.returnsEmpty} hint={w.emptyHint}>
                {add}
              </Nothing>
            ) : (
              <ReturnsTable returns={entries} filter={filter} />
            )
          }
        </Loaded>
      )}
      {importing && region && (
        <ImportDialog
          region={region}
          close={() => setImporting(false)}
          added={() => {
            mines.again()
            returns.again()
          }}
        />
      )}
      {adding && region && book === 'mines' && (
        <AddMine region={region} close={() => setAdding(false)} added={mines.again} />
      )}
      {adding && region && book === 'returns' && (
        <AddReturn
          region={region}
          mines={(mines.data ?? []).map(({ name }) => name)}
          close={() => setAdding(false)}
          added={returns.again}
        />
      )}
    </Page>
  )
}

export default Ledger
