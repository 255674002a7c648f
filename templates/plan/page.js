// Without this the page is a list and every request below it; this makes it a place to look around:
// one request at a time beside the list, the picture's marks and zoom, the filter and the keys.
const root = document.documentElement
const picture = document.querySelector('.picture')
const canvas = document.querySelector('.canvas')
const details = document.querySelector('.details')
const filter = document.getElementById('filter')
const only = document.getElementById('only')
const count = document.getElementById('count')
const rows = [...document.querySelectorAll('tr[data-row]')]
const links = new Map(rows.map((row) => [row.dataset.row, row.querySelector('a')]))
const texts = rows.map((row) => row.textContent.toLowerCase())
const articles = [...document.querySelectorAll('article')]
const parts = [...picture.querySelectorAll('[data-request]')]
const arrows = parts.filter(({ dataset }) => dataset.from !== undefined)
const nodes = parts.filter((part) => part.classList.contains('node'))
let chosen = ''

/** Shows the request that the address names, and the way that its data takes through the picture. */
function mark() {
  links.get(chosen)?.removeAttribute('aria-current')
  const section = decodeURIComponent(location.hash.slice(1))
  chosen = links.has(section) ? section : ''
  links.get(chosen)?.setAttribute('aria-current', 'true')
  root.classList.toggle('chosen', chosen !== '')
  for (const article of articles) article.classList.toggle('shown', article.id === chosen)
  const way = wayOf(chosen)
  for (const part of parts) {
    part.classList.toggle('selected', part.dataset.request === chosen)
    part.classList.toggle('way', way.has(part.dataset.request))
  }
  const node = nodes.find(({ dataset }) => dataset.request === chosen)
  if (node) center(node)
}

/** The request, all that its data comes from and all that it goes to. */
function wayOf(section) {
  const self = arrows.find(({ dataset }) => dataset.request === section)?.dataset
  const before = new Set([self?.from ?? section])
  const after = new Set([self?.to ?? section])
  const way = new Set([section])
  // Two arrows lead from a leader to a backup.
  for (let step = 0; step < 2; step++) {
    for (const { dataset } of arrows) {
      const { request, from, to } = dataset
      if (before.has(to)) before.add(from)
      if (after.has(from)) after.add(to)
      if (before.has(to) || after.has(from)) way.add(request)
    }
  }
  for (const each of [...before, ...after]) way.add(each)
  return way
}

/** Selects what an element leads to; the element stays where it is on the screen. */
function select(section, element) {
  const { top } = element.getBoundingClientRect()
  history.pushState(null, '', `#${encodeURIComponent(section)}`)
  mark()
  // Beside the list the request is in view, below the list it is not.
  const beside = getComputedStyle(details).position === 'sticky'
  // A link inside the request that was shown is gone.
  const stays = element.getClientRects().length > 0
  if (beside && stays) scrollBy(0, element.getBoundingClientRect().top - top)
  articles.find(({ id }) => id === section).focus({ preventScroll: beside })
  details.scrollTop = 0
}

/** Scrolls the picture alone, not the page. */
function center(node) {
  const box = node.getBoundingClientRect()
  const frame = canvas.getBoundingClientRect()
  canvas.scrollBy(
    box.left + box.width / 2 - frame.left - frame.width / 2,
    box.top + box.height / 2 - frame.top - frame.height / 2,
  )
}

function sift() {
  const words = filter.value.toLowerCase().split(/\s+/).filter(Boolean)
  const kept = new Set()
  rows.forEach((row, index) => {
    const fits =
      words.every((word) => texts[index].includes(word)) &&
      (!only.checked || row.querySelector('.mark') !== null)
    row.hidden = !fits
    if (fits) kept.add(row.dataset.row)
  })
  for (const part of parts) part.classList.toggle('faded', !kept.has(part.dataset.request))
  for (const table of document.querySelectorAll('table'))
    table.hidden = !table.querySelector('tr[data-row]:not([hidden])')
  count.value = `${kept.size} of ${rows.length} requests`
}

const natural = { width: picture.width.baseVal.value, height: picture.height.baseVal.value }
let scale = 1

function zoom(to) {
  const x = (canvas.scrollLeft + canvas.clientWidth / 2) / scale
  const y = (canvas.scrollTop + canvas.clientHeight / 2) / scale
  scale = Math.min(4, Math.max(0.05, to))
  picture.setAttribute('width', natural.width * scale)
  picture.setAttribute('height', natural.height * scale)
  canvas.scrollTo(x * scale - canvas.clientWidth / 2, y * scale - canvas.clientHeight / 2)
}

const zooms = {
  in: () => zoom(scale * 1.25),
  out: () => zoom(scale / 1.25),
  full: () => zoom(1),
  width: () => zoom(canvas.clientWidth / natural.width),
}

document.addEventListener('click', (event) => {
  const { target } = event
  const button = target.closest('[data-zoom]')
  if (button) zooms[button.dataset.zoom]()
  const part = target.closest('.picture [data-request]')
  if (part) select(part.dataset.request, canvas)
  const link = target.closest('a[href^="#"]')
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return
  const section = decodeURIComponent(link.hash.slice(1))
  if (link.closest('.back')) links.get(chosen).focus()
  else if (links.has(section)) select(section, link)
  else return
  event.preventDefault()
})

document.addEventListener('keydown', (event) => {
  const { key, target } = event
  if (key === 'Escape' && target.closest('article')) links.get(chosen).focus()
  const step = { ArrowDown: 1, ArrowUp: -1 }[key]
  const link = target.closest('tr[data-row] a')
  if (!link || !step) return
  event.preventDefault()
  const shown = rows.filter((row) => !row.hidden).map((row) => row.querySelector('a'))
  shown[shown.indexOf(link) + step]?.focus()
})

filter.form.addEventListener('submit', (event) => event.preventDefault())
filter.addEventListener('input', sift)
only.addEventListener('change', sift)
addEventListener('popstate', mark)
root.classList.add('scripted')
sift()
mark()
if (natural.width > canvas.clientWidth) zoom(Math.max(0.75, canvas.clientWidth / natural.width))
center(nodes.find(({ dataset }) => dataset.request === chosen) ?? nodes[0])
