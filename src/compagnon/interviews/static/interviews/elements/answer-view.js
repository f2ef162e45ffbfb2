/**
 * What a recorder shows. All words are in the page: `data-when` names the states in which
 * something is shown, `data-part` is filled in, <template data-word> is a message.
 */
import { clock, fill, megabytes } from "../helpers/words.js"

export class AnswerView {
  #root
  #owesFocus = false

  constructor(root) {
    this.#root = root
  }

  part(name) {
    return this.#root.querySelector(`[data-part="${name}"]`)
  }

  /** Show what belongs to a state; a focus that was here goes on to the next button. */
  become(state) {
    const at = document.activeElement
    this.#owesFocus = this.#root.contains(at) || (this.#owesFocus && at === document.body)
    for (const one of this.#root.querySelectorAll("[data-when]")) {
      one.hidden = !one.dataset.when.split(" ").includes(state)
    }
    this.#root.dataset.state = state
    const button = this.#root.querySelector("[data-do]:not([hidden])")
    if (this.#owesFocus) button?.focus()
    this.#owesFocus &&= !button
  }

  say(name) {
    this.put("say", name ? this.#text(name) : "")
  }

  explain(reason, detail) {
    const why = this.part("why")
    why.replaceChildren(this.#word(reason)?.cloneNode(true) ?? "")
    if (detail) why.prepend(`${detail} `)
  }

  /** Bring what changes by the second up to date: this is not read out. */
  show({ state, left, seconds, chunks, trouble }, prepareLeft) {
    if (state === "ready") this.#prepare(prepareLeft)
    else if (state === "recording") this.#record(left, seconds, trouble)
    else if (state === "sending") this.#send(chunks, trouble)
  }

  put(name, words) {
    const part = this.part(name)
    if (part && part.textContent !== words) part.textContent = words
  }

  #prepare(left) {
    if (left === undefined) return
    this.put("prepare", fill(this.#text(left > 0 ? "preparing" : "prepared"), { time: clock(left) }))
  }

  #record(left, seconds, trouble) {
    const isOpen = left === Infinity
    this.put("left", clock(isOpen ? Math.floor(seconds) : left))
    if (!isOpen) this.part("time").value = Math.max(0, left)
    this.put("trouble", trouble ? this.#text(`${trouble}-still`) : "")
  }

  #send(chunks, trouble) {
    const n = megabytes(chunks.toGo, document.documentElement.lang)
    this.put("to-go", fill(this.#text(trouble || "to-go"), { n }))
    this.part("sent").value = chunks.acknowledged / (chunks.length || 1)
  }

  #word(name) {
    return this.#root.querySelector(`template[data-word="${name}"]`)?.content
  }

  #text(name) {
    return this.#word(name)?.textContent.trim() ?? ""
  }
}
