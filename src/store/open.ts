/** Which door is a URL's business. */
import { type OpenStore, StoreFault } from './store.ts'

/**
 * Opens the store at `gpkg:/path/file.gpkg` or `postgres://user@host/name` and brings its schema up to date.
 * Only one process may hold a store: throws a `StoreFault` when another one does.
 */
export const openStore = async (url: string): Promise<OpenStore> => {
  if (url.startsWith('gpkg:')) {
    const { openGeoPackage } = await import('./geopackage.ts')
    return openGeoPackage(url.slice('gpkg:'.length))
  }
  if (/^postgres(ql)?:\/\//.test(url)) {
    const { openPostgres } = await import('./postgres.ts')
    return openPostgres(url)
  }
  throw new StoreFault(`Unknown store ${url}: expected gpkg:PATH or postgres://…`)
}
