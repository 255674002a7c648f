// The methods of numbers. Knows arguments.
import { positional } from '../arguments.js'
import { refuse } from '../errors.js'
import type { Methods } from './types.js'

/** What Python's int and float offer. */
export const numberMethods: Methods<bigint | number> = {
  bit_length: (number, args, named) => {
    positional('bit_length', args, named, 0)
    if (typeof number !== 'bigint') refuse("'float' object has no attribute 'bit_length'")
    const magnitude = number < 0n ? -number : number
    return magnitude === 0n ? 0n : BigInt(magnitude.toString(2).length)
  },
  is_integer: (number, args, named) => {
    positional('is_integer', args, named, 0)
    if (typeof number === 'bigint') refuse("'int' object has no attribute 'is_integer'")
    return Number.isInteger(number)
  },
  conjugate: (number, args, named) => {
    positional('conjugate', args, named, 0)
    return number
  },
}
