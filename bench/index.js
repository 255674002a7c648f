// npm run bench: everything that has a goal, as ratios in one table.
import { check } from './check.js'
import { growth } from './growth.js'
import { memory } from './memory.js'
import { parse } from './parse.js'
import { replication } from './replication.js'
import { startUp } from './start-up.js'
import { tree } from './tree.js'
import { wholeProcess } from './whole-process.js'

const rows = [startUp, replication, wholeProcess, parse, check, tree, growth, memory].flatMap(
  (bench) => bench(),
)
const columns = ['what', 'ours', 'beside', 'ratio', 'goal']
const widths = columns.map((column) =>
  Math.max(column.length, ...rows.map((row) => (row[column] ?? '').length)),
)
const line = (cells) =>
  cells
    .map((cell, i) => (cell ?? '').padEnd(widths[i]))
    .join('  ')
    .trimEnd()
console.log(line(columns))
console.log(line(widths.map((width) => '─'.repeat(width))))
for (const row of rows) console.log(line(columns.map((column) => row[column])))
