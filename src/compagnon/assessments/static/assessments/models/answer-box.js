/**
 * One answer on its way to the server, kept on the device until it has arrived.
 *
 * Knows no page: storage (as localStorage), the sender and the clock are passed in. Only one
 * item is ever on the screen, so there is never more than one answer to keep. The same
 * answer may be sent twice; the server keeps it once.
 *
 * idle -> sending -> idle | kept (no connection) | waiting (server away) -> sending ...
 */
import { pauseBefore } from "../helpers/pauses.js"

const PREFIX = "answer:"

export class AnswerBox {
  #attempts = 0
  #sending = null
  #timer

  // The arrows matter: browsers refuse timers that are called as methods of another object.
  constructor({
    storage,
    key,
    send,
    say = () => {},
    wait = (act, pause) => setTimeout(act, pause),
    cancel = (timer) => clearTimeout(timer),
  }) {
    Object.assign(this, { storage, key: PREFIX + key, send, say, wait, cancel })
    this.inMemory = null
  }

  /** The answer that has not arrived yet, or null. */
  get pending() {
    try {
      const kept = this.storage.getItem(this.key)
      return kept === null ? this.inMemory : JSON.parse(kept)
    } catch {
      return this.inMemory
    }
  }

  /** Keep an answer {number, fields} and send it. Resolves to the reply, or null. */
  post(answer) {
    this.inMemory = answer
    try {
      this.storage.setItem(this.key, JSON.stringify(answer))
    } catch {
      // The device keeps nothing (full, or private); memory still does.
    }
    this.#attempts = 0
    return this.deliver()
  }

  /** Forget an answer that the server already has: it stands at a later item. */
  forgetBefore(number) {
    const pending = this.pending
    if (pending !== null && !(pending.number >= number)) this.forget()
  }

  forget() {
    this.inMemory = null
    this.cancel(this.#timer)
    try {
      this.storage.removeItem(this.key)
    } catch {
      // Nothing was kept.
    }
  }

  /** Send what is pending; one at a time. Resolves to the server's reply, or null. */
  deliver() {
    this.cancel(this.#timer)
    this.#sending ??= this.#try().finally(() => {
      this.#sending = null
    })
    return this.#sending
  }

  async #try() {
    const answer = this.pending
    if (answer === null) return null
    this.say("sending")
    let reply
    try {
      reply = await this.send(answer)
    } catch {
      return this.#again("kept")
    }
    if (reply.isBusy) return this.#again("waiting")
    if (reply.isForgotten) this.forget()
    this.#attempts = 0
    this.say(reply.state)
    return reply
  }

  #again(state) {
    this.#attempts += 1
    this.say(state)
    this.#timer = this.wait(() => this.deliver(), pauseBefore(this.#attempts, Math.random()))
    return null
  }
}
