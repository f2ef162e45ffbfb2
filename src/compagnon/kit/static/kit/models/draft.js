/**
 * What somebody typed, kept on their device until the server has it.
 *
 * Knows no page: storage (as localStorage) and clock are passed in. A draft belongs to one
 * version of what the server holds; once the server holds another, it is worth nothing.
 */
const PREFIX = "draft:"
const DAYS = 7 * 24 * 60 * 60 * 1000

export class Draft {
  constructor({ storage, key, version = "", now = Date.now }) {
    this.storage = storage
    this.key = PREFIX + key
    this.version = version
    this.now = now
  }

  /** Keep values. Returns false where the device refuses (full, or private mode). */
  keep(values) {
    return this.#write({ values, version: this.version, keptAt: this.now(), isSent: false })
  }

  /** Return the values that are still worth something, or null. */
  recall() {
    const kept = read(this.storage, this.key)
    if (kept === null) return null
    if (kept.version === this.version && this.now() - kept.keptAt < DAYS) return kept.values
    this.forget()
    return null
  }

  /** The form is on its way; the next page of ours will tell that it arrived. */
  send() {
    const kept = read(this.storage, this.key)
    if (kept !== null) this.#write({ ...kept, isSent: true })
  }

  /** The form is on the screen again, so what was sent may not have arrived. */
  reopen() {
    const kept = read(this.storage, this.key)
    if (kept !== null && kept.isSent) this.#write({ ...kept, isSent: false })
  }

  forget() {
    attempt(() => this.storage.removeItem(this.key))
  }

  #write(kept) {
    return attempt(() => this.storage.setItem(this.key, JSON.stringify(kept)))
  }
}

/** Forget drafts that have arrived (or all of them), and those that are too old. */
export function sweepDrafts({ storage, now = Date.now, all = false }) {
  const keys = []
  attempt(() => {
    for (let i = 0; i < storage.length; i += 1) keys.push(storage.key(i))
  })
  for (const key of keys) {
    if (!key.startsWith(PREFIX)) continue
    const kept = read(storage, key)
    const isOver = kept === null || kept.isSent || now() - kept.keptAt >= DAYS
    if (all || isOver) attempt(() => storage.removeItem(key))
  }
}

function read(storage, key) {
  try {
    return JSON.parse(storage.getItem(key))
  } catch {
    return null
  }
}

function attempt(act) {
  try {
    act()
    return true
  } catch {
    return false
  }
}
