/**
 * <error-summary tabindex="-1">...</error-summary>
 *
 * Takes the focus when it appears, so that nobody misses what must be mended.
 */
class ErrorSummary extends HTMLElement {
  connectedCallback() {
    // A frame later, so that a swap of the page has come to rest.
    requestAnimationFrame(() => this.focus())
  }
}

customElements.define("error-summary", ErrorSummary)
