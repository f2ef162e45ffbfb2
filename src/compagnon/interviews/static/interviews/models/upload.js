/**
 * Sends a take while it is recorded, and goes on after whatever happens to the network.
 *
 * The server's length is the only offset: after a failure it is asked for (HEAD) before
 * anything is sent again. `fetch`, `wait(ms)` and `digest(blob)` are passed in.
 */
import { delayAfter } from "../helpers/words.js"

const PIECE = 256 * 1024
// A request that hangs is given up; what came of it is on the server all the same.
const TOO_LONG = 60_000

/** The server will not take it; the message says why, in words for the candidate. */
export class Refused extends Error {}

export class Upload {
  #given
  #location
  #ending
  #wake = () => {}
  #isGivenUp = false
  #failures = 0
  #restarts = 0

  constructor({ url, chunks, fields, headers, fetch, wait, digest }) {
    this.#given = { url, chunks, fields, headers, fetch, wait, digest }
    this.arrived = this.#run()
    this.arrived.catch(() => {}) // whoever records may look at it later
  }

  /** Whether the last request failed: false, "offline" or "signed-out". */
  trouble = false

  /** There is more to send. */
  more() {
    this.#wake()
  }

  /** Nothing more will be recorded. Resolves when the server has all of it. */
  end(seconds) {
    this.#ending = { seconds }
    this.#wake()
    return this.arrived
  }

  /** Close the take; it costs the candidate nothing. */
  giveUp() {
    this.#isGivenUp = true
    this.#wake()
    if (this.#location) this.#ask("DELETE", {}).catch(() => {})
  }

  async #run() {
    while (!this.#isGivenUp) {
      if (!this.#location) await this.#attempt(() => this.#create())
      else if (this.#given.chunks.toGo || this.#ending) {
        if (await this.#attempt(() => this.#send())) return true
      } else await new Promise((resolve) => (this.#wake = resolve))
    }
    return false
  }

  /** Do one request; after a failure wait, and find out where to go on. */
  async #attempt(request) {
    try {
      const outcome = await request()
      this.#note(false)
      return outcome
    } catch (error) {
      if (error instanceof Refused) throw error
      this.#note(error.message === "signed-out" ? "signed-out" : "offline")
      await this.#given.wait(delayAfter(this.#failures))
      if (this.#location) await this.#locate().catch(() => {})
    }
  }

  #note(trouble) {
    this.#failures = trouble ? this.#failures + 1 : 0
    this.trouble = trouble
  }

  async #create() {
    const response = await this.#ask("POST", { url: this.#given.url, body: new URLSearchParams(this.#given.fields) })
    this.#location = response.headers.get("Location")
    this.#given.chunks.acknowledge(0)
  }

  async #locate() {
    this.#acknowledge(await this.#ask("HEAD", {}))
  }

  async #send() {
    const { chunks, digest } = this.#given
    const body = chunks.next(PIECE)
    const isLast = this.#ending && body.size === chunks.toGo
    const headers = {
      "Content-Type": "application/offset+octet-stream",
      "Upload-Offset": String(chunks.acknowledged),
    }
    if (isLast) {
      headers["Upload-Complete"] = "?1"
      headers["Upload-Duration"] = this.#ending.seconds.toFixed(2)
      headers["Repr-Digest"] = `sha-256=:${await digest(chunks.whole())}:`
    }
    const response = await this.#ask("PATCH", { headers, body })
    this.#acknowledge(response)
    return response.headers.get("Upload-Complete") === "?1"
  }

  #acknowledge(response) {
    const offset = response.headers.get("Upload-Offset")
    if (offset !== null) this.#given.chunks.acknowledge(Number(offset))
  }

  async #ask(method, { url = this.#location, headers = {}, body }) {
    const response = await this.#given.fetch(url, {
      method,
      body,
      headers: { Accept: "application/json", ...this.#given.headers(), ...headers },
      redirect: "manual",
      cache: "no-store",
      signal: AbortSignal.timeout(TOO_LONG),
    })
    if (response.ok || response.status === 409) return response
    if (response.type === "opaqueredirect") throw new Error("signed-out")
    if (response.status === 429 || response.status >= 500) throw new Error("busy")
    return this.#refused(response, method)
  }

  /** A take that the server closed or found changed is sent once more from its start. */
  async #refused(response, method) {
    const mayRestart = [404, 410, 422].includes(response.status) && method !== "POST"
    if (mayRestart && this.#restarts++ < 1) {
      this.#location = undefined
      throw new Error("restart")
    }
    const { detail = "" } = await response.json().catch(() => ({}))
    throw new Refused(detail)
  }
}
