/** The speeds a recording can be heard at, and the next one up or down. Knows no page. */
export const SPEEDS = [0.75, 1, 1.25, 1.5, 2]

/** Return the speed after `current` in a direction (1 faster, -1 slower). */
export function nextSpeed(current, direction) {
  const place = SPEEDS.indexOf(current)
  const wanted = (place === -1 ? SPEEDS.indexOf(1) : place) + direction
  return SPEEDS[Math.min(Math.max(wanted, 0), SPEEDS.length - 1)]
}

/** Return a moment `seconds` away from `at`, within a recording of length `end`. */
export function moved(at, seconds, end) {
  const last = Number.isFinite(end) ? end : Infinity
  return Math.min(Math.max(at + seconds, 0), last)
}

/** Whether a key press belongs to whatever has the focus rather than to the player. */
export function isTyping(tag, isEditable) {
  return isEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(tag)
}
