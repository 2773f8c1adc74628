/** The ground around the drawn area: its outline, what lies in it, and the way to make it the area. */
import { Button, InputNumber } from 'antd'
import { useEffect, useState } from 'react'
import { bufferOf } from '#land/buffer.ts'
import type { Shape } from '#land/shape.ts'
import { useWords } from '#web/words.ts'

/** m: farther than this nothing is told of what is near. */
const farthest = 5000

/** The shape grown by some metres; null without a distance, or where the engine cannot run. */
export const useBuffer = (area: Shape | null, metres: number | null): Shape | null => {
  const [grown, setGrown] = useState<Shape | null>(null)
  useEffect(() => {
    if (!area || !metres) {
      setGrown(null)
      return
    }
    let stale = false
    import('#land/geos.ts')
      .then(({ loadGeos }) => loadGeos())
      .then(
        (geos) => stale || setGrown(bufferOf(geos, area, metres)),
        () => stale || setGrown(null),
      )
    return () => {
      stale = true
    }
  }, [area, metres])
  return grown
}

export const BufferCard = ({
  metres,
  setMetres,
  grown,
  use,
}: {
  metres: number | null
  setMetres: (metres: number | null) => void
  grown: Shape | null
  use: (shape: Shape) => void
}) => {
  const { map: w } = useWords()
  return (
    <div className="map-card">
      <label htmlFor="buffer" className="buffer-label">
        {w.buffer}
      </label>
      <div className="buffer-row">
        <InputNumber
          id="buffer"
          min={0}
          max={farthest}
          step={50}
          value={metres}
          placeholder={w.bufferHint}
          suffix="m"
          onChange={(value) => setMetres(value || null)}
        />
        {grown && (
          <Button
            onClick={() => {
              use(grown)
              setMetres(null)
            }}
          >
            {w.bufferUse}
          </Button>
        )}
      </div>
    </div>
  )
}
