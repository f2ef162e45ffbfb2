/**
 * <take-player><video controls src="…"></video></take-player>
 *
 * A browser's recording does not say how long it is; going to its end once finds out.
 */
class TakePlayer extends HTMLElement {
  connectedCallback() {
    const player = this.querySelector("video, audio")
    const measure = () => {
      if (player.duration !== Infinity) return
      player.addEventListener("durationchange", () => (player.currentTime = 0), { once: true })
      player.currentTime = 1e7
    }
    if (player.readyState) measure()
    else player.addEventListener("loadedmetadata", measure, { once: true })
  }
}

customElements.define("take-player", TakePlayer)
