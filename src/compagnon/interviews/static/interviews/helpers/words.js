/** 65 -> "1:05" */
export const clock = (seconds) => {
  const whole = Math.max(0, Math.ceil(seconds))
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`
}

/** 3141592 -> "3.1", or "3,1" */
export const megabytes = (bytes, language) =>
  new Intl.NumberFormat(language, {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  }).format(bytes / 1_000_000)

/** fill("{n} left", { n: 3 }) -> "3 left" */
export const fill = (words, values) => words.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole)

/** The mark that is passed between two times left. */
export const markBetween = (before, after) => [10, 30].find((mark) => before > mark && after <= mark)

/** Milliseconds to wait after the nth failure in a row: 0.5 s, doubled, at most 15 s. */
export const delayAfter = (failures) => Math.min(15_000, 500 * 2 ** Math.min(failures - 1, 10))

/** How loud a piece of sound is, 0 to 1; samples are bytes around 128. */
export const loudness = (samples) => {
  let sum = 0
  for (const sample of samples) sum += ((sample - 128) / 128) ** 2
  return Math.min(1, Math.sqrt(sum / samples.length) * 4)
}
