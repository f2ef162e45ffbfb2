/**
 * <answer-sender key="AB12-reading-people" saved="Saved" sending="..." kept="..." waiting="..."
 *                refused="..."><section id="player" data-number="5"><form>...</form></section>
 *                <p role="status"></p></answer-sender>
 *
 * Sends an answer without leaving the page and shows the item that follows. While the network
 * is gone the answer is kept on this device and sent when it is back. The server decides
 * which item is next; without this element the form works as any form does.
 */
import { readReply } from "../helpers/replies.js"
import { AnswerBox } from "../models/answer-box.js"

class AnswerSender extends HTMLElement {
  #box

  connectedCallback() {
    if (!this.#player) return
    this.#box = new AnswerBox({
      storage: localStorage,
      key: this.getAttribute("key"),
      send: (answer) => this.#send(answer),
      say: (state) => this.#say(state),
    })
    this.addEventListener("submit", this.#submitted)
    addEventListener("online", this.#online)
    addEventListener("pageshow", this.#shown)
    this.#box.forgetBefore(this.#number)
    if (this.#box.pending) this.#deliver(this.#box.deliver())
  }

  disconnectedCallback() {
    removeEventListener("online", this.#online)
    removeEventListener("pageshow", this.#shown)
  }

  get #player() {
    return this.querySelector("#player")
  }

  get #number() {
    return Number(this.#player.dataset.number)
  }

  #online = () => this.#deliver(this.#box.deliver())

  // A page from the browser's memory may show an item that is behind: ask for the present one.
  #shown = (event) => {
    if (event.persisted) location.reload()
  }

  #submitted = (event) => {
    event.preventDefault()
    const form = new FormData(event.target, event.submitter)
    form.delete("csrfmiddlewaretoken")
    const fields = [...form].map(([name, value]) => [name, String(value)])
    this.#deliver(this.#box.post({ number: this.#number, fields }))
  }

  async #deliver(delivery) {
    this.setAttribute("aria-busy", "true")
    const reply = await delivery
    this.removeAttribute("aria-busy")
    if (reply?.action === "show") this.#show(reply.item)
    if (reply?.action === "go") location.assign(reply.address)
  }

  async #send({ fields }) {
    const form = this.#player.querySelector("form")
    const body = new URLSearchParams(fields)
    // The token of the present page: the one of an older visit may be void by now.
    body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value)
    const response = await fetch(form.action, { method: "POST", body, headers: { "X-Part": "player" } })
    const page = new DOMParser().parseFromString(await response.text(), "text/html")
    const item = page.querySelector("#player")
    const reply = readReply({
      status: response.status,
      hasItem: item !== null,
      isRedirected: response.redirected,
      isWithin: response.url.startsWith(new URL("../../", form.action).href),
    })
    return { ...reply, item, address: response.url }
  }

  #show(item) {
    const next = document.importNode(item, true)
    next.classList.add("is-new")
    this.#player.replaceWith(next)
    next.querySelector("h1").focus({ preventScroll: true })
    scrollTo({ top: 0 })
    document.title = `${next.querySelector("h1").textContent} · ${document.title.split(" · ").at(-1)}`
  }

  #say(state) {
    const line = this.querySelector("[role=status]")
    line.textContent = state ? (this.getAttribute(state) ?? "") : ""
    line.classList.toggle("is-waiting", ["kept", "waiting", "refused"].includes(state))
  }
}

customElements.define("answer-sender", AnswerSender)
