// Python's division of ints and floats. Knows nothing.
/** Python's `a // b` of two ints, rounded down; `b` is not 0. */
export function floorDivide(a: bigint, b: bigint): bigint {
  const quotient = a / b
  return a % b !== 0n && a < 0n !== b < 0n ? quotient - 1n : quotient
}

/** Python's `a % b` of two ints, with the sign of `b`; `b` is not 0. */
export function modulo(a: bigint, b: bigint): bigint {
  return a - floorDivide(a, b) * b
}

/** Python's `a / b` of two ints of any length; infinite where a float holds no such number. */
export function divide(a: bigint, b: bigint): number {
  const [x, y] = [Number(a), Number(b)]
  if (Number.isSafeInteger(x) && Number.isSafeInteger(y)) return x / y
  // Enough digits of a large quotient, then the scale.
  const whole = a / b
  if (Number.isFinite(x) && Number.isFinite(y) && whole === 0n) return x / y
  return Number(whole) + Number(((a % b) * 1_000_000_000n) / b) / 1e9
}

/** Python's `x % y` of two floats, with the sign of `y`; `y` is not 0. */
export function floatModulo(x: number, y: number): number {
  const rest = x % y
  if (rest === 0) return y < 0 ? -0 : 0
  return rest < 0 !== y < 0 ? rest + y : rest
}

/** Python's `x // y` of two floats; `y` is not 0. */
export function floatFloorDivide(x: number, y: number): number {
  return Math.floor((x - floatModulo(x, y)) / y + 0.5)
}
