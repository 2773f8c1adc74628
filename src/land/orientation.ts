/**
 * On which side of a line a position lies, where plain numbers prove it.
 * The bound on the rounding error is Shewchuk's (Adaptive Precision Floating-Point Arithmetic, 1997, ccwerrboundA).
 */

const roundingAtMost = (3 + 16 * 2 ** -53) * 2 ** -53

/** 1: c lies left of the line from a to b; −1: right of it; 0: on it, or too near for plain numbers to say. */
export const sideOf = (ax: number, ay: number, bx: number, by: number, cx: number, cy: number): 1 | -1 | 0 => {
  const left = (ax - cx) * (by - cy)
  const right = (ay - cy) * (bx - cx)
  const turn = left - right
  const bound = roundingAtMost * (Math.abs(left) + Math.abs(right))
  return turn > bound ? 1 : turn < -bound ? -1 : 0
}
