/** GEOS could not do it (as with an intersection of self-crossing shapes). Apart, so that catching it loads no engine. */
export class EngineFault extends Error {
  override name = 'EngineFault'
}
