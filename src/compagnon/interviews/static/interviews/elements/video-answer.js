/**
 * <video-answer kind="video" url="…/takes/" takes="3" limit="120" prepare="60" token="…">
 *
 * Records a take and sends it meanwhile; without `url` it is a practice that stays here.
 * `data-do` are its buttons; for the rest see `AnswerView`. Fires "video-answer:kept".
 */
import { csrf, digest, keepAwake, listen, media, wait } from "../helpers/browser.js"
import { loudness } from "../helpers/words.js"
import { Recording } from "../models/recording.js"
import { Upload } from "../models/upload.js"
import { AnswerView } from "./answer-view.js"

const HEARD = 0.05

class VideoAnswer extends HTMLElement {
  #recording
  #view
  #timer
  #stopListening
  #lock
  #readyAt

  connectedCallback() {
    this.#view = new AnswerView(this)
    this.addEventListener("click", this.#pressed)
    addEventListener("beforeunload", this.#leave)
    document.addEventListener("visibilitychange", this.#seen)
    this.#timer = setInterval(() => this.#tick(), 250)
    this.#begin()
  }

  disconnectedCallback() {
    clearInterval(this.#timer)
    removeEventListener("beforeunload", this.#leave)
    document.removeEventListener("visibilitychange", this.#seen)
    this.#quieten()
    this.#recording.release()
  }

  /** What was recorded, byte for byte. */
  get answer() {
    return this.#recording.chunks.whole()
  }

  get #isPractice() {
    return !this.hasAttribute("url")
  }

  #begin() {
    const kind = this.getAttribute("kind")
    this.#recording = new Recording({
      kind,
      limit: Number(this.getAttribute("limit")) || Infinity,
      media: media(),
      upload: this.#isPractice ? undefined : (chunks, type) => this.#upload(chunks, { kind, type }),
      now: () => performance.now(),
      wait,
    })
    this.#recording.addEventListener("change", this.#changed)
    this.#recording.addEventListener("mark", ({ detail }) => this.#view.say(`left-${detail}`))
    this.#changed()
  }

  #upload(chunks, fields) {
    const token = this.getAttribute("token")
    return new Upload({
      url: this.getAttribute("url"),
      chunks,
      fields,
      headers: () => ({ "X-CSRFToken": csrf(token) }),
      fetch: (...given) => fetch(...given),
      wait,
      digest,
    })
  }

  #pressed = (event) => {
    const act = event.target.closest("[data-do]")?.dataset.do
    if (act === "ask") {
      if (["kept", "failed"].includes(this.#recording.state)) this.#begin()
      this.#recording.ask()
    } else if (act) this.#recording[act]()
  }

  #changed = () => {
    const { state, reason, detail, stream } = this.#recording
    this.#view.become(state)
    this.#view.say(["idle", "failed"].includes(state) ? "" : state)
    if (state === "ready") this.#watch(stream)
    if (state === "recording") this.#stayAwake()
    if (state === "kept" || state === "failed") this.#quieten()
    if (state === "kept") this.#deliver()
    if (state === "failed") this.#view.explain(reason, detail)
    this.#tick()
  }

  #watch(stream) {
    this.#readyAt = performance.now()
    const preview = this.#view.part("preview")
    if (preview) preview.srcObject = stream
    let wasHeard = false
    this.#stopListening = listen(stream, (samples) => {
      const level = loudness(samples)
      this.#view.part("level").value = level
      if (!wasHeard && level > HEARD) this.#view.say("heard")
      wasHeard ||= level > HEARD
    })
  }

  #quieten() {
    this.#stopListening?.()
    this.#lock?.release()
    this.#stopListening = this.#lock = undefined
  }

  #deliver() {
    if (this.#isPractice) {
      this.#view.part("replay").src = URL.createObjectURL(this.answer)
      return
    }
    const left = this.getAttribute("takes") - 1
    this.setAttribute("takes", left)
    if (left < 1) this.querySelector('[data-do="ask"][data-when="kept"]')?.remove()
    this.dispatchEvent(new CustomEvent("video-answer:kept", { bubbles: true }))
  }

  #tick() {
    const prepare = Number(this.getAttribute("prepare"))
    const left = prepare ? prepare - (performance.now() - this.#readyAt) / 1000 : undefined
    this.#recording.tick()
    this.#view.show(this.#recording, left)
  }

  async #stayAwake() {
    this.#lock = await keepAwake()
  }

  #leave = (event) => {
    const isBusy = ["recording", "sending"].includes(this.#recording.state)
    if (isBusy && !this.#isPractice) event.preventDefault()
  }

  #seen = () => {
    const isBack = document.visibilityState === "visible"
    if (isBack && this.#recording.state === "recording") this.#stayAwake()
  }
}

customElements.define("video-answer", VideoAnswer)
