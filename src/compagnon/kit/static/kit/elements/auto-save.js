/**
 * <auto-save key="form-AB12" version="{{ saved_at }}"
 *            kept="Kept on this device" restored="..." offline="..."><form>...</form></auto-save>
 *
 * Keeps what is typed on this device until the server has it: a lost connection, a closed
 * tab or a crash costs nothing. Files, passwords and codes are never kept. Without words
 * of its own the element speaks those of the page's <meta name="auto-save-words">.
 */
import { restoreValues, valuesOf } from "../helpers/form-values.js"
import { Draft, sweepDrafts } from "../models/draft.js"

const PAUSE = 400

class AutoSave extends HTMLElement {
  #draft
  #form
  #timer

  connectedCallback() {
    this.#form = this.querySelector("form")
    if (!this.#form) return
    this.#draft = new Draft({
      storage: localStorage,
      key: this.getAttribute("key") ?? location.pathname,
      version: this.getAttribute("version") ?? "",
    })
    this.#draft.reopen()
    this.#restore()
    this.addEventListener("input", this.#typed)
    this.addEventListener("change", this.#typed)
    this.addEventListener("submit", this.#submitted)
    this.addEventListener("htmx:sendError", this.#failed)
    this.addEventListener("htmx:afterRequest", this.#answered)
    addEventListener("pagehide", this.#leave)
    addEventListener("pageshow", this.#shown)
  }

  disconnectedCallback() {
    removeEventListener("pagehide", this.#leave)
    removeEventListener("pageshow", this.#shown)
    this.#leave()
  }

  #restore() {
    const values = this.#draft.recall()
    if (values && restoreValues(this.#form.elements, values)) this.#say("restored")
  }

  #typed = () => {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(this.#keep, PAUSE)
  }

  #keep = () => {
    this.#timer = undefined
    if (this.#draft.keep(valuesOf(this.#form.elements))) this.#say("kept")
  }

  #leave = () => {
    if (!this.#timer) return
    clearTimeout(this.#timer)
    this.#keep()
  }

  #shown = (event) => {
    if (event.persisted) this.#draft.reopen()
  }

  #submitted = (event) => {
    if (event.defaultPrevented && navigator.onLine) return
    this.#leave()
    if (navigator.onLine) return this.#draft.send()
    event.preventDefault()
    event.stopPropagation()
    this.#draft.keep(valuesOf(this.#form.elements))
    this.#failed()
  }

  #failed = () => this.#say("offline", "warn")

  #answered = (event) => {
    if (event.detail.successful && event.detail.requestConfig.verb !== "get") this.#draft.forget()
  }

  #say(what, kind = "") {
    const words = document.querySelector('meta[name="auto-save-words"]')?.dataset ?? {}
    let line = this.querySelector(".auto-save")
    if (!line) {
      line = document.createElement("p")
      line.setAttribute("role", "status")
      this.#form.append(line)
    }
    line.className = kind ? `auto-save auto-save--${kind}` : "auto-save"
    line.textContent = this.getAttribute(what) ?? words[what] ?? ""
  }
}

// Runs before the forms of this page start: they take back what they still show.
const [visit] = performance.getEntriesByType("navigation")
if (visit?.type === "navigate") sweepDrafts({ storage: localStorage })
document.addEventListener("submit", (event) => {
  if (event.target.matches("[data-forget-drafts]")) sweepDrafts({ storage: localStorage, all: true })
})

customElements.define("auto-save", AutoSave)
