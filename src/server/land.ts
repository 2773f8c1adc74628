/** An area laid over the layers of its region. */
import type { LandFacts } from '#rules/situation.ts'
import type { Store } from '#store/store.ts'

export const overlayArea = async (_store: Store, _area: unknown, _region: string): Promise<LandFacts | null> => null
