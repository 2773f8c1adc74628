import { api } from '#web/api.ts'
import { useLoad } from '#web/load.ts'
import { Loaded } from '#web/state.tsx'
import NewApplication from './new-application.tsx'

/** The form of a new application, filled with what was handed in. */
const AmendApplication = ({ id }: { id: string }) => {
  const load = useLoad(`application-${id}`, () => api.application(id))
  return (
    <Loaded load={load} whole>
      {(stored) => <NewApplication amends={stored} />}
    </Loaded>
  )
}

export default AmendApplication
