/**
 * <local-time form="full|date|time" zone-words="{} time" zone?><time datetime="...">...</time></local-time>
 *
 * Rewrites an instant in the zone of this browser, or in `zone`. Without script the
 * server's words stay.
 */
import { momentWords } from "../helpers/moments.js"

class LocalTime extends HTMLElement {
  connectedCallback() {
    const time = this.querySelector("time")
    if (!time) return
    const words = momentWords(time.dateTime, {
      zone: this.getAttribute("zone") ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
      language: document.documentElement.lang || "en",
      form: this.getAttribute("form") ?? "full",
      zoneWords: this.getAttribute("zone-words") ?? "{}",
    })
    if (words) time.textContent = words
  }
}

customElements.define("local-time", LocalTime)
