/**
 * <passkey-button mode="create|get" options="{…}"><button hidden>…</button></passkey-button>
 *
 * Asks the browser for a passkey and sends the answer in the surrounding form's field
 * `passkey`. Without passkeys in the browser the button stays hidden.
 */

const bytes = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0))

const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "")

const withBytes = (list) => (list ?? []).map((one) => ({ ...one, id: bytes(one.id) }))

class PasskeyButton extends HTMLElement {
  connectedCallback() {
    this.button = this.querySelector("button")
    if (!window.PublicKeyCredential || !this.button) return
    this.button.hidden = false
    this.button.addEventListener("click", () => this.#ask())
  }

  async #ask() {
    const options = JSON.parse(this.getAttribute("options"))
    try {
      const answer = this.getAttribute("mode") === "create"
        ? await this.#create(options)
        : await this.#get(options)
      const form = this.closest("form")
      form.elements.passkey.value = JSON.stringify(answer)
      form.submit()
    } catch {
      this.querySelector("[role=status]").textContent = this.getAttribute("refused")
    }
  }

  async #create(options) {
    const made = await navigator.credentials.create({
      publicKey: {
        ...options,
        challenge: bytes(options.challenge),
        user: { ...options.user, id: bytes(options.user.id) },
        excludeCredentials: withBytes(options.excludeCredentials),
      },
    })
    return this.#json(made, {
      attestationObject: text(made.response.attestationObject),
    })
  }

  async #get(options) {
    const shown = await navigator.credentials.get({
      publicKey: {
        ...options,
        challenge: bytes(options.challenge),
        allowCredentials: withBytes(options.allowCredentials),
      },
    })
    return this.#json(shown, {
      authenticatorData: text(shown.response.authenticatorData),
      signature: text(shown.response.signature),
      userHandle: shown.response.userHandle ? text(shown.response.userHandle) : null,
    })
  }

  #json(credential, response) {
    return {
      id: credential.id,
      rawId: text(credential.rawId),
      type: credential.type,
      clientExtensionResults: {},
      response: { clientDataJSON: text(credential.response.clientDataJSON), ...response },
    }
  }
}

customElements.define("passkey-button", PasskeyButton)
