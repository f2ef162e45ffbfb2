/**
 * <written-answer soft="2500" words="{n} characters" much="…"><textarea> <p> <p role="status">
 *
 * Counts what is written; cuts nothing off. Only passing the soft limit is read out.
 */
import { fill } from "../helpers/words.js"

class WrittenAnswer extends HTMLElement {
  connectedCallback() {
    this.addEventListener("input", this.#count)
    this.#count()
  }

  #count = () => {
    const n = this.querySelector("textarea").value.length
    const isMuch = n > Number(this.getAttribute("soft"))
    const [shown, spoken] = this.querySelectorAll(":scope > p")
    const number = n.toLocaleString(document.documentElement.lang)
    shown.textContent = fill(this.getAttribute(isMuch ? "much" : "words"), { n: number })
    if (isMuch !== Boolean(spoken.textContent)) spoken.textContent = isMuch ? shown.textContent : ""
  }
}

customElements.define("written-answer", WrittenAnswer)
