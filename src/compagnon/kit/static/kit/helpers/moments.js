/** Instants in words, in the same shape as the server writes them. Pure. */

const SHAPES = {
  full: { weekday: "short", day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit" },
  date: { weekday: "short", day: "numeric", month: "short", year: "numeric" },
  time: { hour: "2-digit", minute: "2-digit" },
}

/** Name a zone as people do, by its city: "Europe/Paris" -> "Paris". */
export function cityOf(zone) {
  if (!zone.includes("/") || zone.startsWith("Etc/")) return ""
  return zone.split("/").at(-1).replaceAll("_", " ")
}

/** Return "Sun 14 Feb 2027, 23:59 (Paris time)" for an ISO instant. */
export function momentWords(iso, { zone, language, form = "full", zoneWords = "{}" }) {
  const instant = new Date(iso)
  if (Number.isNaN(instant.getTime())) return ""
  const format = new Intl.DateTimeFormat(language.startsWith("en") ? "en-GB" : language, {
    ...SHAPES[form],
    timeZone: zone,
    hourCycle: "h23",
  })
  const part = Object.fromEntries(format.formatToParts(instant).map((p) => [p.type, p.value]))
  const day = `${part.weekday} ${part.day} ${part.month} ${part.year}`
  const clock = `${part.hour}:${part.minute}`
  if (form === "date") return day
  const words = form === "time" ? clock : `${day}, ${clock}`
  const city = cityOf(zone)
  return `${words} (${city ? zoneWords.replace("{}", city) : zone})`
}
