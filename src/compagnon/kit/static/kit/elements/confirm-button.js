/**
 * <confirm-button question="Withdraw?" detail="..." yes="Withdraw" no="Keep it">
 *   <button class="button button--danger">Withdraw</button>
 * </confirm-button>
 *
 * Asks before the button acts. Without script the button acts at once, so what cannot be
 * undone needs a page of its own as well.
 */
class ConfirmButton extends HTMLElement {
  #isSure = false

  connectedCallback() {
    this.addEventListener("click", this.#ask, true)
  }

  disconnectedCallback() {
    this.removeEventListener("click", this.#ask, true)
  }

  #ask = (event) => {
    const button = event.target.closest("button, a")
    if (!button || button.closest("dialog")) return
    if (this.#isSure) {
      this.#isSure = false
      return
    }
    event.preventDefault()
    event.stopImmediatePropagation()
    this.#open(button)
  }

  #open(button) {
    const dialog = document.createElement("dialog")
    dialog.className = "dialog stack"
    const title = element("h2", this.getAttribute("question") ?? button.textContent.trim())
    title.id = `confirm-${crypto.randomUUID()}`
    dialog.setAttribute("aria-labelledby", title.id)
    const no = element("button", this.getAttribute("no") ?? "No", "button button--quiet")
    const yes = element("button", this.getAttribute("yes") ?? button.textContent.trim(), button.className)
    const row = element("div", "", "cluster")
    row.append(yes, no)
    dialog.append(title)
    if (this.hasAttribute("detail")) dialog.append(element("p", this.getAttribute("detail")))
    dialog.append(row)
    no.addEventListener("click", () => dialog.close())
    yes.addEventListener("click", () => dialog.close("yes"))
    dialog.addEventListener("close", () => this.#close(dialog, button))
    this.append(dialog)
    dialog.showModal()
    no.focus()
  }

  #close(dialog, button) {
    const isYes = dialog.returnValue === "yes"
    dialog.remove()
    button.focus()
    if (!isYes) return
    this.#isSure = true
    button.click()
  }
}

function element(name, text, className = "") {
  const made = document.createElement(name)
  if (name === "button") made.type = "button"
  if (className) made.className = className
  made.textContent = text
  return made
}

customElements.define("confirm-button", ConfirmButton)
