/**
 * <copy-text value="..." done="Copied"><button type="button" class="button button--quiet" hidden>Copy</button></copy-text>
 *
 * Copies `value`. The button is hidden until script can make it work.
 */
class CopyText extends HTMLElement {
  connectedCallback() {
    const button = this.querySelector("button")
    if (!button || !navigator.clipboard) return
    button.hidden = false
    button.addEventListener("click", () => this.#copy())
  }

  async #copy() {
    await navigator.clipboard.writeText(this.getAttribute("value") ?? "")
    let status = this.querySelector("[role=status]")
    if (!status) {
      status = document.createElement("span")
      status.setAttribute("role", "status")
      this.append(status)
    }
    status.textContent = this.getAttribute("done") ?? ""
  }
}

customElements.define("copy-text", CopyText)
