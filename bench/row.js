/** A row of the table: our time, what it is held against, and the ratio of the two. */
export function row(what, ours, name, theirs, goal = '') {
  return {
    what,
    ours: milliseconds(ours),
    beside: `${name} ${milliseconds(theirs)}`,
    ratio: `${(ours / theirs).toFixed(2)}×`,
    goal,
  }
}

/** A row that is held against nothing but its goal. */
export function alone(what, ours, goal) {
  return { what, ours: milliseconds(ours), goal }
}

function milliseconds(value) {
  return `${value.toFixed(value < 10 ? 2 : 0)} ms`
}
