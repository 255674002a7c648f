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
  const [above, below] = [a < 0n ? -a : a, b < 0n ? -b : b]
  // More bits than a float holds, the last one set where any is left: so it is rounded once.
  const shift = 66 - (above.toString(16).length - below.toString(16).length) * 4
  const scaled = shift > 0 ? above << BigInt(shift) : above
  const divisor = shift < 0 ? below << BigInt(-shift) : below
  const quotient = scaled / divisor
  const sticky = quotient * divisor === scaled ? quotient : quotient | 1n
  const half = Math.trunc(shift / 2)
  return Number(a < 0n === b < 0n ? sticky : -sticky) * 2 ** -half * 2 ** (half - shift)
}
