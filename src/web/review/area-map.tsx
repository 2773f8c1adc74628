import { memo } from 'react'
import type { Shape } from '#land/shape.ts'
import type { BesideCorners } from '#web/map/drawn.ts'
import { useLayers } from '#web/map/layers.ts'
import { AreaFacts, MapWorkspace } from '#web/map/workspace.tsx'
import { useWords } from '#web/words.ts'

/** The map inside the form: draw, paste corners, drag; the verdict beside it follows. */
const AreaMap = memo(
  ({
    region,
    area,
    setArea,
    setBeside,
  }: {
    region: string | null
    area: Shape | null
    setArea: (area: Shape | null) => void
    setBeside: (beside: BesideCorners) => void
  }) => {
    const words = useWords()
    const layers = useLayers(region)
    return (
      <>
        <p className="quiet">{area ? words.review.form.areaDrag : words.review.form.areaNone}</p>
        <div className="area-map">
          <MapWorkspace compact region={region} layers={layers} area={area} setArea={setArea} setBeside={setBeside} />
        </div>
        {area && <AreaFacts area={area} />}
      </>
    )
  },
)

export default AreaMap
