/**
 * One take. Knows no page.
 *
 * idle -> asking -> ready -> recording -> sending -> kept | failed
 *
 * `media` is what a browser can do: { ask(constraints), isSupported(type), Recorder };
 * `upload(chunks, type)` begins to send (none: a practice). Fires "change" with each
 * state, and "mark" when 30 or 10 seconds are left.
 */
import { Chunks } from "../helpers/chunks.js"
import { constraints, pick, reasonOf, recorderOptions } from "../helpers/codecs.js"
import { markBetween } from "../helpers/words.js"

const SLICE = 1000
const MUTED_TOO_LONG = 1500

export class Recording extends EventTarget {
  state = "idle"
  // Why it failed: denied, missing, busy, unsupported, interrupted or refused.
  reason = ""
  // What the server said, where it refused.
  detail = ""
  stream
  chunks = new Chunks()
  #given
  #recorder
  #upload
  #startedAt
  #seconds = 0
  #left = Infinity

  constructor({ kind, limit = Infinity, media, upload, now, wait }) {
    super()
    this.#given = { kind, limit, media, upload, now, wait }
  }

  /** Whether sending is held up: false, "offline" or "signed-out". */
  get trouble() {
    return this.#upload?.trouble ?? false
  }

  get seconds() {
    return this.state === "recording" ? (this.#given.now() - this.#startedAt) / 1000 : this.#seconds
  }

  get left() {
    return this.#given.limit - this.seconds
  }

  async ask() {
    const { kind, media } = this.#given
    const type = media.Recorder && media.ask && pick(kind, media.isSupported)
    if (!type) return this.#fail("unsupported")
    this.#become("asking")
    try {
      this.stream = await media.ask(constraints(kind))
    } catch (error) {
      return this.#fail(reasonOf(error))
    }
    for (const track of this.stream.getTracks()) this.#watch(track)
    this.#recorder = new media.Recorder(this.stream, recorderOptions(type))
    this.#recorder.ondataavailable = ({ data }) => this.#add(data)
    this.#recorder.onerror = () => this.#interrupt()
    this.#recorder.onstop = () => this.#deliver()
    this.#become("ready")
  }

  start() {
    if (this.state !== "ready") return
    this.#startedAt = this.#given.now()
    this.#recorder.start(SLICE)
    this.#upload = this.#given.upload?.(this.chunks, this.#recorder.mimeType)
    this.#upload?.arrived.catch((error) => this.#refuse(error))
    this.#become("recording")
  }

  stop() {
    if (this.state !== "recording") return
    this.#seconds = this.seconds
    this.#become("sending")
    this.#recorder.stop()
  }

  /** To be called a few times a second: ends the answer when its time is over. */
  tick() {
    if (this.state !== "recording") return
    const before = this.#left
    this.#left = this.left
    const mark = markBetween(before, this.#left)
    if (mark) this.dispatchEvent(new CustomEvent("mark", { detail: mark }))
    if (this.#left <= 0) this.stop()
  }

  release() {
    for (const track of this.stream?.getTracks() ?? []) track.stop()
    this.stream = undefined
  }

  #add(data) {
    this.chunks.add(data)
    this.#upload?.more()
  }

  async #deliver() {
    if (this.state !== "sending") return
    this.release()
    try {
      await this.#upload?.end(this.#seconds)
      if (this.state === "sending") this.#become("kept")
    } catch (error) {
      this.#refuse(error)
    }
  }

  #watch(track) {
    track.onended = () => this.#interrupt()
    track.onmute = async () => {
      await this.#given.wait(MUTED_TOO_LONG)
      if (track.muted) this.#interrupt()
    }
  }

  /** A telephone call, a lid that closes, a cable pulled: no take is spent. */
  #interrupt() {
    if (["ready", "recording"].includes(this.state)) this.#end("interrupted")
  }

  #refuse(error) {
    this.detail = error.message
    this.#end("refused")
  }

  #end(reason) {
    if (this.state === "failed") return
    this.#recorder.onstop = null
    this.#upload?.giveUp()
    this.release()
    this.#fail(reason)
  }

  #fail(reason) {
    this.reason = reason
    this.#become("failed")
  }

  #become(state) {
    this.state = state
    this.dispatchEvent(new Event("change"))
  }
}
