// The profile of a table as hyparquet reads it: readers.py says what a profile is.
//
// Takes {files, kinds: {column: type of the dictionary}} on standard input. Times are
// taken in microseconds; without a parser of its own, hyparquet gives a Date, which
// has milliseconds. Amounts come as floating point and are made whole millionths.
import { readFileSync } from 'node:fs'
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects, parquetSchema } from 'hyparquet'
import { compressors } from 'hyparquet-compressors'

const { files, kinds } = JSON.parse(readFileSync(0, 'utf8'))
const micros = { timestampFromMicroseconds: (n) => n }

const rows = []
const types = {}
for (const name of files) {
  const file = await asyncBufferFromFile(name)
  if (name === files[0]) {
    for (const column of parquetSchema(await parquetMetadataAsync(file)).children) types[column.element.name] = null
    for (const row of await parquetReadObjects({ file, compressors })) note(types, row)
  }
  for (const row of await parquetReadObjects({ file, compressors, parsers: { ...defaults(), ...micros } })) rows.push(row)
}

const columns = {}
for (const [column, kind] of Object.entries(kinds)) columns[column] = profile(column, kind)
const groups = {}
if ('value' in kinds) for (const key of Object.keys(kinds)) if (kinds[key] === 'code') groups[key] = sums(key)
process.stdout.write(JSON.stringify({ rows: rows.length, types, columns, groups }))

// defaults are the parsers that hyparquet uses where none is given, but that it drops
// a byte-order mark at the start of a string, which `raw` may have.
function defaults() {
  const text = new TextDecoder('utf-8', { ignoreBOM: true })
  return {
    dateFromDays: (days) => new Date(days * 86400000),
    stringFromBytes: (bytes) => bytes && text.decode(bytes),
  }
}

// note keeps the type of each column's values as JavaScript calls it.
function note(types, row) {
  for (const [column, value] of Object.entries(row)) {
    if (value === null || value === undefined) types[column] ??= null
    else types[column] = typeof value === 'object' ? value.constructor.name : typeof value
  }
}

function profile(column, kind) {
  const values = rows.map((row) => row[column]).filter((value) => value !== null && value !== undefined)
  const nulls = rows.length - values.length
  if (kind === 'string' || kind === 'code') {
    const chars = values.reduce((n, value) => n + [...value].length, 0)
    return { nulls, chars, ...edges(values, (a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))) }
  }
  if (kind === 'bool') return { nulls, true: values.filter((value) => value).length }
  if (kind === 'list<string>') return { nulls, elements: values.reduce((n, value) => n + value.length, 0) }
  if (kind.startsWith('date32')) return { nulls, ...edges(values.map((value) => value.toISOString().slice(0, 10))) }
  if (kind.startsWith('timestamp')) return { nulls, ...edges(values.map(time)) }
  return { nulls, sum: String(values.reduce((sum, value) => sum + whole(value, kind), 0n)) }
}

function sums(key) {
  const found = {}
  for (const row of rows) {
    if (row.value !== null && row.value !== undefined) found[row[key]] = (found[row[key]] ?? 0n) + whole(row.value, kinds.value)
  }
  return Object.fromEntries(Object.entries(found).map(([name, sum]) => [name, String(sum)]))
}

// whole is a figure as a whole number: an amount in millionths.
function whole(value, kind) {
  return kind.startsWith('decimal') ? BigInt(Math.round(value * 1e6)) : BigInt(value)
}

function edges(values, compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0)) {
  if (values.length === 0) return { min: null, max: null }
  return {
    min: values.reduce((a, b) => (compare(b, a) < 0 ? b : a)),
    max: values.reduce((a, b) => (compare(b, a) > 0 ? b : a)),
  }
}

// time spells microseconds since 1970 as Python does.
function time(micros) {
  const text = new Date(Number(micros / 1000n)).toISOString().slice(0, 19)
  return `${text}.${String(micros % 1000000n).padStart(6, '0')}+00:00`
}
