/**
 * <answer-player><video controls src=...></video> ... </answer-player>
 *
 * Adds speeds and keys to the browser's own player: k plays and pauses, j and l jump five
 * seconds, < and > change the speed. Keys do nothing while somebody writes.
 */
import { isTyping, moved, nextSpeed } from "../models/speed.js"

const JUMP = 5

class AnswerPlayer extends HTMLElement {
  #media
  #onKey = (event) => this.#press(event)

  connectedCallback() {
    this.#media = this.querySelector("video, audio")
    for (const hidden of this.querySelectorAll("[hidden]")) hidden.hidden = false
    this.addEventListener("click", (event) => this.#choose(event))
    document.addEventListener("keydown", this.#onKey)
  }

  disconnectedCallback() {
    document.removeEventListener("keydown", this.#onKey)
  }

  #choose(event) {
    const button = event.target.closest("[data-speed]")
    if (button) this.#play(Number(button.dataset.speed))
  }

  #play(speed) {
    this.#media.playbackRate = speed
    for (const button of this.querySelectorAll("[data-speed]"))
      button.setAttribute("aria-pressed", String(Number(button.dataset.speed) === speed))
  }

  #press(event) {
    const { target, key } = event
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (isTyping(target.tagName, target.isContentEditable) && target.type !== "radio") return
    const media = this.#media
    const acts = {
      k: () => (media.paused ? media.play() : media.pause()),
      j: () => (media.currentTime = moved(media.currentTime, -JUMP, media.duration)),
      l: () => (media.currentTime = moved(media.currentTime, JUMP, media.duration)),
      "<": () => this.#play(nextSpeed(media.playbackRate, -1)),
      ">": () => this.#play(nextSpeed(media.playbackRate, 1)),
    }
    if (!acts[key]) return
    event.preventDefault()
    acts[key]()
  }
}

customElements.define("answer-player", AnswerPlayer)
